internal import MailSettings

/// Follows a dialogue to tell which of the client's lines hold a password or a token.
struct SignInExchange: Sendable {
  private let service: MailService
  /// Whether the server has not yet said how a sign-in ended.
  private(set) var isOpen = false
  private var tag = ""
  /// How many answers the client may still send: a server can end an exchange before they have
  /// come.
  private var owed = 0

  init(service: MailService) { self.service = service }

  /// The client's line without its secrets; nil for a line that has none.
  mutating func client(_ line: String) -> String? {
    if isOpen || owed > 0 {
      owed = max(0, owed - 1)
      return line == "*" ? "*" : TranscriptRedactor.mask
    }
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    switch service {
    case .smtp: return smtp(words)
    case .imap: return imap(words)
    case .pop3: return pop3(words)
    }
  }

  /// `AUTH mechanism [initial-response]` (RFC 4954 section 4).
  private mutating func smtp(_ words: [String]) -> String? {
    guard words.first?.uppercased() == "AUTH" else { return nil }
    isOpen = true
    return shown(words, arguments: 1)
  }

  /// `tag AUTHENTICATE mechanism [initial-response]` and `tag LOGIN user password`: user and
  /// password may be quoted, or literals that follow on lines of their own (RFC 9051 section 6.2).
  private mutating func imap(_ words: [String]) -> String? {
    guard words.count > 1 else { return nil }
    let command = words[1].uppercased()
    guard command == "AUTHENTICATE" || command == "LOGIN" else { return nil }
    tag = words[0]
    isOpen = true
    return shown(words, arguments: command == "LOGIN" ? 0 : 1, from: 2)
  }

  /// `USER`, `PASS`, `APOP` (RFC 1939) and `AUTH mechanism [initial-response]` (RFC 5034).
  private mutating func pop3(_ words: [String]) -> String? {
    guard let command = words.first?.uppercased(),
      ["USER", "PASS", "APOP", "AUTH"].contains(command)
    else { return nil }
    isOpen = true
    return shown(words, arguments: command == "AUTH" ? 1 : 0)
  }

  /// The command with its first arguments, and a mask for all the others.
  private func shown(_ words: [String], arguments: Int, from start: Int = 1) -> String {
    let isMechanism = words.dropFirst(start).prefix(arguments)
      .allSatisfy { (try? Mechanism(typed: $0)) != nil }
    let kept = words.prefix(start + (isMechanism ? arguments : 0))
    let rest = words.count > kept.count ? [TranscriptRedactor.mask] : []
    return (kept + rest).joined(separator: " ")
  }

  /// Takes a line of the server and returns the challenge in it; nil where there is none.
  mutating func server(_ line: String) -> Substring? {
    switch service {
    case .smtp:
      if line.hasPrefix("334") { return challenge(line.dropFirst(4)) }
      guard isOpen else { return nil }
      let isReply = line.utf8.prefix(3).allSatisfy { (0x30...0x39).contains($0) }
      if isReply, line.utf8.count >= 3, line.utf8.dropFirst(3).first != 0x2D { isOpen = false }
    case .imap:
      guard isOpen else { return nil }
      if line.hasPrefix("+") { return challenge(line.dropFirst(2)) }
      if line.hasPrefix(tag + " ") { isOpen = false }
    case .pop3:
      if line.uppercased().hasPrefix("+OK") || line.hasPrefix("-") {
        isOpen = false
      } else if line.hasPrefix("+") {
        return challenge(line.dropFirst(2))
      }
    }
    return nil
  }

  private mutating func challenge(_ payload: Substring) -> Substring {
    isOpen = true
    owed += 1
    return payload
  }
}
