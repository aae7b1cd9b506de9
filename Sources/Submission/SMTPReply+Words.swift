extension SMTPReply {
  static func greeting(_ policy: SubmissionPolicy) -> SMTPReply {
    SMTPReply(220, nil, "\(policy.serverName) ESMTP \(policy.software)")
  }

  static func capabilities(_ policy: SubmissionPolicy, isEncrypted: Bool) -> SMTPReply {
    let lines: [String?] = [
      policy.serverName, "PIPELINING", "SIZE \(policy.limits.message)", "8BITMIME", "SMTPUTF8",
      "ENHANCEDSTATUSCODES", policy.offersTLS && !isEncrypted ? "STARTTLS" : nil,
      policy.takesAnyPassword ? "AUTH PLAIN LOGIN" : nil, "HELP",
    ]
    return SMTPReply(250, nil, lines: lines.compactMap(\.self))
  }

  static func help(_ policy: SubmissionPolicy) -> SMTPReply {
    let commands: [String?] = [
      "EHLO HELO", policy.offersTLS ? "STARTTLS" : nil, policy.takesAnyPassword ? "AUTH" : nil,
      "MAIL RCPT DATA RSET NOOP VRFY HELP QUIT",
    ]
    return SMTPReply(
      214, "2.0.0", policy.help,
      "Commands: \(commands.compactMap(\.self).joined(separator: " "))")
  }

  /// The usual positive reply to a question.
  static func accepted(_ question: SubmissionSession.Question) -> SMTPReply {
    switch question {
    case .sender: SMTPReply(250, "2.1.0", "Sender accepted")
    case .recipient: SMTPReply(250, "2.1.5", "Recipient accepted")
    case .message: .startOfData
    case .acceptance: SMTPReply(250, "2.0.0", "Message accepted for delivery")
    }
  }

  static let ok = SMTPReply(250, "2.0.0", "OK")
  static let cannotVerify = SMTPReply(
    252, "2.5.2", "Can't verify, but will accept a mail for this address")
  static let startOfData = SMTPReply(354, nil, "End the message with <CR><LF>.<CR><LF>")
  static let readyForTLS = SMTPReply(220, "2.0.0", "Ready to start TLS")
  static let authenticated = SMTPReply(235, "2.7.0", "Authentication successful")
  static let goodbye = SMTPReply(221, "2.0.0", "Goodbye")
}

/// Replies with which the server ends a session.
extension SMTPReply {
  /// The client has said nothing for too long.
  public static func idle(_ policy: SubmissionPolicy) -> SMTPReply {
    SMTPReply(421, "4.4.2", "\(policy.serverName) Nothing heard for too long, closing")
  }

  /// As many connections are open as the server allows.
  public static func tooManyConnections(_ policy: SubmissionPolicy) -> SMTPReply {
    SMTPReply(421, "4.3.2", "\(policy.serverName) Too many connections, try again later")
  }

  static func tooManyRefusals(_ policy: SubmissionPolicy) -> SMTPReply {
    SMTPReply(421, "4.7.0", "\(policy.serverName) Too many errors, closing")
  }
}

/// Refusals by the session itself.
extension SMTPReply {
  static let tooManyRecipients = SMTPReply(452, "4.5.3", "Too many recipients")
  static let lineTooLong = SMTPReply(500, "5.5.6", "Line too long")
  static let badCharacters = SMTPReply(
    500, "5.5.2", "Control characters or broken UTF-8 in a command")
  static let unknownCommand = SMTPReply(500, "5.5.2", "Command not recognised")
  static let recipientWithoutDomain = SMTPReply(501, "5.1.3", "The recipient has no domain")
  static let notImplemented = SMTPReply(502, "5.5.1", "Command not implemented")
  static let messageTooLarge = SMTPReply(552, "5.3.4", "Message is larger than this server takes")
  static let senderWithoutDomain = SMTPReply(553, "5.1.7", "The sender has no domain")
  static let smtputf8Required = SMTPReply(553, "5.6.7", "A non-ASCII address requires SMTPUTF8")
  static let parameterNotSupported = SMTPReply(555, "5.5.4", "Parameter not supported")

  static func syntax(_ usage: String) -> SMTPReply { SMTPReply(501, "5.5.4", "Syntax: \(usage)") }

  static func sequence(_ text: String) -> SMTPReply { SMTPReply(503, "5.5.1", text) }
}

/// Replies during authentication (RFC 4954).
extension SMTPReply {
  static let userPrompt = SMTPReply(334, nil, "VXNlcm5hbWU6")
  static let passwordPrompt = SMTPReply(334, nil, "UGFzc3dvcmQ6")
  static let emptyPrompt = SMTPReply(334, nil, "")
  static let authenticationCancelled = SMTPReply(501, "5.7.0", "Authentication cancelled")
  static let notBase64 = SMTPReply(501, "5.5.2", "The response is not Base64")
  static let notPlain = SMTPReply(501, "5.5.2", "The response is not a PLAIN message")
  static let emptyUser = SMTPReply(501, "5.5.2", "The user name is empty")
  static let unknownMechanism = SMTPReply(
    504, "5.5.4", "Mechanism not supported: use PLAIN or LOGIN")
}
