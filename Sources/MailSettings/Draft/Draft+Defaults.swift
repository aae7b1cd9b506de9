/// The values in force. Where nothing, or something wrong, was typed, that is the default.
extension Draft {
  /// The protocol in force.
  public var chosenProtocol: MailProtocol { mailProtocol.value ?? .smtp }

  /// The way to sign in by SMTP that is in force; it does not apply with Exchange.
  public var chosenMode: AuthenticationMode { authentication.mode.value ?? .none }

  /// Whether the incoming mailbox's settings count.
  public var needsIncoming: Bool { chosenProtocol == .smtp && chosenMode.needsIncoming }

  /// How many settings and passwords differ from another draft, for "2 unsaved changes".
  public func changes(from saved: Draft) -> Int {
    Setting.all.count { self[$0] != saved[$0] }
      + PasswordSetting.allCases.count { self[keyPath: $0.path].isChanged }
  }
}

extension Draft.SMTP {
  /// The encryption in force.
  public var chosenEncryption: Encryption { encryption.value ?? .none }
  /// The port in force: the typed one, else the documented default for the encryption.
  public var chosenPort: Port { port.value ?? chosenEncryption.proposedSMTPPort }
}

extension Draft.Authentication {
  /// The mechanism in force.
  public var chosenMechanism: Mechanism { mechanism.value ?? .auto }
}

extension Draft.Incoming {
  /// The protocol in force.
  public var chosenProtocol: IncomingProtocol { `protocol`.value ?? .imap }
  /// The encryption in force.
  public var chosenEncryption: Encryption { encryption.value ?? .none }
  /// The port in force.
  public var chosenPort: Port { port.value ?? chosenProtocol.proposedPort(chosenEncryption) }
}

/// What can be proposed for an empty field, from the system address.
extension Draft {
  /// For `smtp.server`.
  public var proposedServer: String? { system.address.value?.likelyServer }

  /// For `authentication.user`: the whole address, which most servers want.
  public var proposedUser: String? {
    smtp.server.value?.ascii.hasSuffix("sendgrid.net") == true
      ? "apikey" : system.address.value?.text
  }

  /// For `incoming.server`.
  public var proposedIncomingServer: String? { system.address.value?.likelyIncomingServer }

  /// For `incoming.user`, and for whom a test e-mail goes to.
  public var proposedMailbox: String? { system.address.value?.text }
}
