extension Draft {
  /// Every wrong text, in the order of the keys, whether it counts now or not.
  public var wrongTexts: [SettingProblem] {
    Setting.all.compactMap { setting in
      setting.problem(self).map { SettingProblem(key: setting.key, problem: $0) }
    }
  }

  /// Everything that keeps this draft from being sent with: the wrong texts that count, then what
  /// is missing.
  ///
  /// A wrong text where nobody looks, such as the tenant while mails go by SMTP, is not among them.
  public var problems: [SettingProblem] {
    let wrong = wrongTexts.filter { Setting.named($0.key)?.counts(in: self) == true }
    return wrong + missing.filter { missing in !wrong.contains { $0.key == missing.key } }
  }

  private var missing: [SettingProblem] {
    let reader = DraftReader(draft: self)
    var found = [reader.lack(\.system.address, "system.address")]
    switch chosenProtocol {
    case .exchange:
      found += [
        reader.lack(\.exchange.tenant, "exchange.tenant"),
        reader.lack(\.exchange.clientID, "exchange.client-id"),
        reader.lack(\.exchange.appURL, "exchange.app-url"),
      ]
    case .smtp:
      found.append(reader.lack(\.smtp.server, "smtp.server"))
      switch chosenMode {
      case .none: break
      case .password:
        found += [reader.lack(\.authentication.user, "authentication.user"), reader.lack(.smtp)]
      case .incoming, .incomingFirst:
        found += [
          reader.lack(\.incoming.server, "incoming.server"),
          reader.lack(\.incoming.user, "incoming.user"), reader.lack(.incoming),
        ]
      }
    }
    return found.compactMap(\.self)
  }
}

extension Setting {
  /// Whether a sending reads this setting: not those of Exchange with SMTP, for example.
  public func counts(in draft: Draft) -> Bool {
    let usesSMTP = draft.chosenProtocol == .smtp
    switch key.prefix(while: { $0 != "." }) {
    case "smtp": return usesSMTP
    case "exchange": return !usesSMTP
    case "incoming": return draft.needsIncoming
    case "authentication":
      switch key {
      case "authentication.mode": return usesSMTP
      case "authentication.mechanism": return usesSMTP && draft.chosenMode != .none
      default: return usesSMTP && draft.chosenMode == .password
      }
    default: return true
    }
  }
}
