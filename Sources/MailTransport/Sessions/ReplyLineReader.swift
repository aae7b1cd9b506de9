internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Reads the lines of an SMTP, IMAP or POP3 server as far as opening and signing in need it.
struct ReplyLineReader {
  private let service: MailService
  private var smtp = ReplyParser()
  private var isFirst = true
  private var lines = 0
  private var octets = 0

  init(_ service: MailService) { self.service = service }

  enum Step {
    case more
    case reply(Reply)
    /// A status line of IMAP or POP3.
    case line(String)
    case capabilities([String])
    /// The full stop that ends a POP3 list.
    case listEnd
    /// The dialogue cannot go on; the service that answers, where it is recognized.
    case broken(Ending, ForeignService? = nil)
  }

  /// Begins to read the reply to a new command.
  mutating func commandWasSent() { (lines, octets) = (0, 0) }

  /// Takes a line without its end.
  mutating func take(_ line: [UInt8]) -> Step {
    defer { isFirst = false }
    if service == .smtp { return takeSMTP(line) }
    lines += 1
    octets += line.count
    guard lines <= ReplyParser.mostLines, octets <= ReplyParser.mostOctets else {
      return .broken(.endless)
    }
    let text = String(decoding: line, as: UTF8.self).printable(limit: ReplyParser.longestText)
    return service == .imap ? takeIMAP(text) : takePOP3(text)
  }

  private mutating func takeSMTP(_ line: [UInt8]) -> Step {
    switch smtp.take(line: line) {
    case nil: .more
    case .reply(let reply): .reply(reply)
    case .wrongService(let service, let line): .broken(.wrongService(line), service)
    case .malformed(let line): .broken(.malformed(line))
    case .endless: .broken(.endless)
    }
  }

  private func takeIMAP(_ text: String) -> Step {
    let words = text.split(separator: " ").map(String.init)
    if isFirst {
      let status = words.dropFirst().first?.uppercased() ?? ""
      guard words.first == "*", ["OK", "PREAUTH", "BYE"].contains(status) else {
        return foreign(text)
      }
      return .line(text)
    }
    if words.first == "*", words.dropFirst().first?.uppercased() == "CAPABILITY" {
      return .capabilities(Array(words.dropFirst(2)))
    }
    // Status lines are tagged, or continuations; BYE is untagged.
    return words.first != "*" || words.dropFirst().first?.uppercased() == "BYE"
      ? .line(text) : .more
  }

  private func takePOP3(_ text: String) -> Step {
    if text.hasPrefix("+") || text.hasPrefix("-ERR") { return .line(text) }
    if isFirst { return foreign(text) }
    return text == "." ? .listEnd : .capabilities([text])
  }

  private func foreign(_ text: String) -> Step {
    .broken(.wrongService(text), ForeignService(firstLine: Array(text.utf8)))
  }
}

extension MailService {
  /// The command that starts TLS.
  var startTLSCommand: String {
    switch self {
    case .smtp, .imap: "STARTTLS"
    case .pop3: "STLS"
    }
  }
}
