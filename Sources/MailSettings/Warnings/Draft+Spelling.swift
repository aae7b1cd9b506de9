internal import SystemAccess

extension Draft {
  /// Values that are understood although they are written in another way than Postern writes them.
  var spellingWarnings: [Warning] {
    Setting.all.filter { $0.isAlias(self) && $0.counts(in: self) }.compactMap { setting in
      guard let canonical = setting.canonical(self) else { return nil }
      return Warning(
        key: setting.key,
        sentence: "\(self[setting].trimmingSpaces.printable(limit: 40)) is read as \(canonical)",
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
      return Warning(
        key: key,
        sentence: "Host names have no underscore (RFC 1123): some servers refuse "
          + "\(name.printable(limit: 40)), and few certificates name it",
        fixes: [])
    }
  }
}
