extension Draft {
  /// Every wrong text, in the order of the keys, whether it counts now or not.
  public var wrongTexts: [SettingProblem] { wrongTexts { _ in true } + wrongAliases }

  /// Everything that keeps this draft from being sent with: the wrong texts that count, then what
  /// is missing.
  ///
  /// A wrong text that is not used, such as the tenant's while mails go by SMTP, is not among them.
  public var problems: [SettingProblem] {
    wrongTexts { $0.counts(in: self) } + missingTexts + missingPasswords + exchangeProblems
      + wrongAliases
  }

  private var wrongAliases: [SettingProblem] {
    aliases.sorted { $0.key.text < $1.key.text }.compactMap { name, entry in
      entry.problem.map { SettingProblem(key: .alias(name), problem: $0) }
    }
  }

  func wrongTexts(where isMeant: (Setting) -> Bool) -> [SettingProblem] {
    Setting.all.filter(isMeant).compactMap { setting in
      setting.problem(self).map { SettingProblem(setting.key, $0) }
    }
  }

  private var missingTexts: [SettingProblem] {
    Setting.all.filter { $0.isNeeded && $0.counts(in: self) && $0.effective(in: self) == nil }
      .map { SettingProblem($0.key, .missing(.setting($0.key))) }
  }

  private var missingPasswords: [SettingProblem] {
    guard chosenProtocol == .smtp, let password = chosenMode.password else { return [] }
    return [DraftReader(draft: self).problem(of: password)].compactMap(\.self)
  }
}

extension AuthenticationMode {
  /// The password that this mode signs in with; nil where it needs none.
  public var password: PasswordSetting? {
    switch self {
    case .none: nil
    case .password: .smtp
    case .incoming, .incomingFirst: .incoming
    }
  }
}
