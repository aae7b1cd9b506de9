internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// LOGIN or AUTHENTICATE on an open IMAP connection (RFC 9051 section 6.2): one attempt.
struct IMAPSignIn {
  private let dialogue: Dialogue
  private let login: Login
  private var conversation: Conversation { dialogue.conversation }
  private let tag = "P001"

  init(_ dialogue: Dialogue, _ login: Login) {
    (self.dialogue, self.login) = (dialogue, login)
  }

  /// Signs in and gives the mechanism's name; returns only after the server's own tagged OK.
  func run() throws(Interruption) -> String {
    let words = conversation.capabilities.map { $0.uppercased() }
    let offered = MailService.imap.mechanisms(in: words)
    let isEncrypted = conversation.observation.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      let hasInitial = words.contains("SASL-IR")
      try SASLDialogue(mechanism, login).run(sendsInitialResponse: hasInitial) {
        (step) throws(Interruption) in try answer(to: step)
      }
      return mechanism.rawValue
    }
    guard login.mechanism == .auto else { throw Interruption(.noMechanism(offered)) }
    guard !words.contains("LOGINDISABLED") else { throw Interruption(.noAuthentication) }
    try logIn()
    return "LOGIN"
  }

  private func answer(to step: SASLDialogue.Step) throws(Interruption) -> SASLDialogue.Answer {
    let line =
      switch step {
      case .begin(let mechanism, let initial):
        try dialogue.line(
          (["\(tag) AUTHENTICATE \(mechanism)"] + [initial].compactMap(\.self))
            .joined(separator: " "), tag: tag, name: "AUTHENTICATE")
      case .response(let text): try dialogue.line(text, tag: tag, name: nil)
      }
    if line.hasPrefix("+") { return .challenge(conversation.challenge) }
    if step.hasInitialResponse, refusesInitialResponse(line) { return .initialResponseRefused }
    try check(line)
    return .done
  }

  /// BAD: the server takes AUTHENTICATE for a command with one argument (RFC 3501), whatever
  /// SASL-IR it names. A NO is about user and password, and never tried again, unless it says so.
  private func refusesInitialResponse(_ line: String) -> Bool {
    let line = line.uppercased()
    return line.hasPrefix("\(tag) BAD")
      || line.hasPrefix("\(tag) NO") && line.contains("INITIAL RESPONSE")
  }

  private func check(_ line: String) throws(Interruption) {
    guard line.uppercased().hasPrefix("\(tag) OK") else { throw Interruption(.line(line)) }
  }

  /// The LOGIN command; what a quoted string cannot hold goes as a literal (RFC 9051 section 4.3).
  private func logIn() throws(Interruption) {
    guard case .password(let password) = login.key else { throw Interruption(.noAuthentication) }
    var line = "\(tag) LOGIN"
    for argument in [login.user, password.reveal()] {
      if let quoted = Self.quoted(argument) {
        line += " " + quoted
        continue
      }
      let go = try dialogue.line(
        "\(line) {\(argument.utf8.count)}", tag: tag, name: "LOGIN")
      guard go.hasPrefix("+") else { throw Interruption(.line(go)) }
      line = argument
    }
    try check(try dialogue.line(line, tag: tag, name: "LOGIN"))
  }

  private static func quoted(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
