internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// One sign-in by LOGIN or AUTHENTICATE on an open IMAP connection (RFC 9051 section 6.2).
struct IMAPSignIn {
  private let channel: CommandChannel
  private let login: Login
  private var facts: ConnectionFacts { channel.record.facts }
  private let tag = "P001"

  init(_ channel: CommandChannel, _ login: Login) {
    (self.channel, self.login) = (channel, login)
  }

  /// Signs in; returns the mechanism's name, and only after the server's tagged OK.
  func run() throws(AttemptFailure) -> String {
    let words = facts.capabilities.map { $0.uppercased() }
    let offered = MailService.imap.mechanisms(in: words)
    let isEncrypted = facts.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      let hasInitial = words.contains("SASL-IR")
      try SASLSignIn(mechanism, login).run(sendsInitialResponse: hasInitial) {
        (step) throws(AttemptFailure) in try answer(to: step)
      }
      return mechanism.rawValue
    }
    guard login.mechanism == .auto else { throw AttemptFailure(.noMechanism(offered)) }
    guard !words.contains("LOGINDISABLED") else { throw AttemptFailure(.noAuthentication) }
    try logIn()
    return "LOGIN"
  }

  private func answer(to step: SASLSignIn.Step) throws(AttemptFailure) -> SASLSignIn.Answer {
    let line =
      switch step {
      case .begin(let mechanism, let initial):
        try channel.line(
          (["\(tag) AUTHENTICATE \(mechanism)"] + [initial].compactMap(\.self))
            .joined(separator: " "), tag: tag, name: "AUTHENTICATE")
      case .response(let text): try channel.line(text, tag: tag, name: nil)
      }
    if line.hasPrefix("+") { return .challenge(channel.challenge) }
    if step.hasInitialResponse, refusesInitialResponse(line) { return .initialResponseRefused }
    try check(line)
    return .done
  }

  /// Whether the server refuses AUTHENTICATE for its initial response, so that it can be tried
  /// without: by BAD, as servers do that know only RFC 3501, or by a NO that says so. Any other NO
  /// concerns user and password and is never tried again.
  private func refusesInitialResponse(_ line: String) -> Bool {
    let line = line.uppercased()
    return line.hasPrefix("\(tag) BAD")
      || line.hasPrefix("\(tag) NO") && line.contains("INITIAL RESPONSE")
  }

  private func check(_ line: String) throws(AttemptFailure) {
    guard line.uppercased().hasPrefix("\(tag) OK") else { throw AttemptFailure(.line(line)) }
  }

  /// Sends LOGIN; what a quoted string cannot hold is sent as a literal (RFC 9051 section 4.3).
  private func logIn() throws(AttemptFailure) {
    guard case .password(let password) = login.credential else {
      throw AttemptFailure(.noAuthentication)
    }
    var line = "\(tag) LOGIN"
    for argument in [login.user, password.reveal()] {
      if let quoted = Self.quoted(argument) {
        line += " " + quoted
        continue
      }
      let go = try channel.line(
        "\(line) {\(argument.utf8.count)}", tag: tag, name: "LOGIN")
      guard go.hasPrefix("+") else { throw AttemptFailure(.line(go)) }
      line = argument
    }
    try check(try channel.line(line, tag: tag, name: "LOGIN"))
  }

  private static func quoted(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
