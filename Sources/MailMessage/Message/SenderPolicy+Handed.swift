public import MailSettings

/// The sender of mails that programs hand in.
extension SenderPolicy {
  /// On whose behalf a handed-in mail is sent.
  public enum HandedTrigger: Equatable, Sendable {
    /// Not specified: the system's, unless the program names a sender of its own and the set-up
    /// lets that stand.
    case unsaid
    /// The system's.
    case system
    /// A user's: the one given, else the sender that the program names.
    case user(Mailbox?)
  }

  /// What becomes of the sender that a program has named.
  public enum HandedSender: Equatable, Sendable {
    /// The system's address, with the name that the program gave where `keepsName`; replies go to
    /// the program's sender where `takesReplies`.
    case system(keepsName: Bool, takesReplies: Bool)
    /// The system's name and address, with replies to this mailbox.
    case systemFor(Mailbox)
    /// This mailbox.
    case actor(Mailbox)
    /// The program's own sender, unchanged.
    case unchanged
  }

  /// The sender of a handed-in mail; nil if the trigger needs a user and none is named.
  ///
  /// - Parameter caller: the address that the program named; nil where it named none that can be
  ///   reached from elsewhere.
  public func sender(for trigger: HandedTrigger, caller: MailAddress?) -> HandedSender? {
    let isOther = caller.map { !isSystem($0) } ?? false
    switch (trigger, mode) {
    case (.unsaid, .user) where caller != nil: return .unchanged
    case (.unsaid, _), (.system, _): return .system(keepsName: true, takesReplies: isOther)
    case (.user(let actor?), .system): return .systemFor(actor)
    case (.user(let actor?), .user): return .actor(actor)
    case (.user(nil), .system):
      return caller == nil ? nil : .system(keepsName: false, takesReplies: isOther)
    case (.user(nil), .user): return caller == nil ? nil : .unchanged
    }
  }

  /// Whether an address is the system's own.
  func isSystem(_ address: MailAddress) -> Bool {
    address.wire.lowercased() == system.address.wire.lowercased()
  }
}

extension MailAddress {
  /// Whether its domain means something beyond this machine's network, unlike `host`, `host.local`
  /// and the names of RFC 6761.
  public var isGlobal: Bool {
    let labels = asciiDomain.split(separator: ".")
    guard !asciiDomain.hasPrefix("["), labels.count >= 2, let top = labels.last else {
      return false
    }
    let local = [
      "local", "localdomain", "localhost", "invalid", "internal", "lan", "home", "intern",
    ]
    return !local.contains(String(top)) && asciiDomain != "home.arpa"
      && !asciiDomain.hasSuffix(".home.arpa")
  }
}
