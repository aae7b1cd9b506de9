/// A command line, taken apart (RFC 5321 section 4.1.1).
enum ClientCommand: Equatable {
  case hello(name: String, isExtended: Bool)
  case startTLS
  case authenticate(mechanism: String, initialResponse: String?)
  case mail(MailPath, parameters: [Parameter])
  case recipient(MailPath, parameters: [Parameter])
  case data
  case reset
  case noOperation
  case verify
  case help
  case quit

  /// A parameter after an address, such as `SIZE=1000`; the keyword is in upper case.
  struct Parameter: Equatable {
    let keyword: String
    let value: String?
  }

  /// Throws the reply that refuses the line.
  init(_ line: String) throws(SMTPReply) {
    let (verb, rest) = Self.split(line)
    switch verb.uppercased() {
    case "HELO": self = .hello(name: try Self.helloName(rest, "HELO host"), isExtended: false)
    case "EHLO": self = .hello(name: try Self.helloName(rest, "EHLO host"), isExtended: true)
    case "AUTH": self = try Self.authentication(rest)
    case "MAIL":
      let (path, parameters) = try Self.path(rest, "FROM:", "MAIL FROM:<address>")
      self = .mail(path, parameters: parameters)
    case "RCPT":
      let (path, parameters) = try Self.path(rest, "TO:", "RCPT TO:<address>")
      self = .recipient(path, parameters: parameters)
    case "DATA": self = try Self.bare(.data, rest, "DATA")
    case "RSET": self = try Self.bare(.reset, rest, "RSET")
    case "QUIT": self = try Self.bare(.quit, rest, "QUIT")
    case "STARTTLS": self = try Self.bare(.startTLS, rest, "STARTTLS")
    case "NOOP": self = .noOperation
    case "HELP": self = .help
    case "VRFY":
      guard !rest.isEmpty else { throw .syntax("VRFY address") }
      self = .verify
    case "EXPN", "TURN", "ETRN", "BDAT", "SEND", "SOML", "SAML":
      throw .notImplemented
    default: throw .unknownCommand
    }
  }

  private static func split(_ line: String) -> (verb: String, rest: String) {
    let verb = line.prefix { $0 != " " }
    return (String(verb), trimmed(line.dropFirst(verb.count)))
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func bare(
    _ command: ClientCommand, _ rest: String, _ usage: String
  ) throws(SMTPReply) -> ClientCommand {
    guard rest.isEmpty else { throw .syntax(usage) }
    return command
  }

  private static func helloName(_ text: String, _ usage: String) throws(SMTPReply) -> String {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0 != " " }) else { throw .syntax(usage) }
    return text
  }

  private static func authentication(_ rest: String) throws(SMTPReply) -> ClientCommand {
    let words = rest.split(separator: " ").map(String.init)
    guard (1...2).contains(words.count) else { throw .syntax("AUTH mechanism [initial-response]") }
    return .authenticate(
      mechanism: words[0].uppercased(), initialResponse: words.count == 2 ? words[1] : nil)
  }

  private static func path(
    _ rest: String, _ word: String, _ usage: String
  ) throws(SMTPReply) -> (MailPath, [Parameter]) {
    guard rest.prefix(word.count).uppercased() == word else { throw .syntax(usage) }
    let text = rest.dropFirst(word.count).drop { $0 == " " }
    guard let (path, after) = MailPath.parse(text), after.isEmpty || after.first == " " else {
      throw .syntax(usage)
    }
    return (path, after.split(separator: " ").map(parameter))
  }

  private static func parameter(_ text: Substring) -> Parameter {
    let keyword = text.prefix { $0 != "=" }
    let value = text.dropFirst(keyword.count)
    return Parameter(
      keyword: keyword.uppercased(), value: value.isEmpty ? nil : String(value.dropFirst()))
  }
}
