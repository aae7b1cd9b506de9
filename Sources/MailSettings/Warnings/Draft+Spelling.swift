extension Draft {
  /// Values that are understood although they are written in another way than Postern writes them.
  var spellingWarnings: [Warning] {
    Setting.all.filter { $0.isAlias(self) && $0.counts(in: self) }.compactMap { setting in
      guard let canonical = setting.canonical(self) else { return nil }
      return Warning(
        setting.key, .alias(typed: self[setting].trimmingSpaces, canonical: canonical),
        fixes: [.change(.write(canonical), [setting.key: canonical])])
    }
  }

  /// Host names as no standard has them, which may work within a house all the same.
  var underscoreWarnings: [Warning] {
    let names: [(SettingKey, String?, Bool)] = [
      (.smtpServer, smtp.server.value?.ascii, chosenProtocol == .smtp),
      (.smtpHelloName, smtp.helloName.value?.wire, chosenProtocol == .smtp),
      (.incomingServer, incoming.server.value?.ascii, needsIncoming),
    ]
    return names.compactMap { key, name, counts in
      guard counts, let name, name.contains("_") else { return nil }
      return Warning(key, .underscore(name))
    }
  }
}
