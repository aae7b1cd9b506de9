/// An SMTP reply: code, enhanced status code (RFC 2034, RFC 3463) and one or more lines of text.
///
/// It is an error too: what a command that is refused throws.
struct Reply: Error, Equatable {
  let code: Int
  let enhanced: String?
  let lines: [String]

  init(_ code: Int, _ enhanced: String? = nil, _ lines: String...) {
    self.init(code, enhanced, lines: lines)
  }

  init(_ code: Int, _ enhanced: String? = nil, lines: [String]) {
    self.code = code
    self.enhanced = enhanced
    self.lines = lines
  }

  /// Whether the client's command was refused for good.
  var isRefusal: Bool { code >= 500 }

  /// The reply as it goes out; every line but the last has a hyphen after the code.
  var wire: String {
    let status = enhanced.map { "\($0) " } ?? ""
    return lines.enumerated().map { index, line in
      "\(code)\(index == lines.count - 1 ? " " : "-")\(status)\(line)\r\n"
    }.joined()
  }
}

extension Reply {
  static let serverName = "practice.localhost"

  static let greeting = Reply(220, nil, "\(serverName) ESMTP Postern practice server")
  static let goodbye = Reply(221, "2.0.0", "Goodbye")
  static let ok = Reply(250, "2.0.0", "OK")
  static let help = Reply(
    214, "2.0.0", "This server accepts every mail and keeps it in a folder of this machine.",
    "Commands: EHLO HELO AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT")
  static let startOfData = Reply(354, nil, "End the message with <CR><LF>.<CR><LF>")
  static let authenticated = Reply(235, "2.7.0", "Authentication successful")
  static let idle = Reply(421, "4.4.2", "\(serverName) Nothing heard for too long, closing")
  static let tooManyRefusals = Reply(421, "4.7.0", "\(serverName) Too many errors, closing")
  static let tooManyConnections = Reply(
    421, "4.3.2", "\(serverName) Too many connections, try again later")
  static let noMemory = Reply(452, "4.3.1", "No memory for this mail while so many are unfinished")
  static let tooManyRecipients = Reply(452, "4.5.3", "Too many recipients")
  static let lineTooLong = Reply(500, "5.5.6", "Line too long")
  static let badCharacters = Reply(500, "5.5.2", "Control characters or broken UTF-8 in a command")
  static let unknownCommand = Reply(500, "5.5.2", "Command not recognised")
  static let notImplemented = Reply(502, "5.5.1", "Command not implemented")
  static let messageTooLarge = Reply(552, "5.3.4", "Message is larger than this server takes")
  static let smtputf8Required = Reply(553, "5.6.7", "A non-ASCII address requires SMTPUTF8")

  static func syntax(_ usage: String) -> Reply { Reply(501, "5.5.4", "Syntax: \(usage)") }

  static func sequence(_ text: String) -> Reply { Reply(503, "5.5.1", "\(text)") }
}
