internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// One sign-in by AUTH (RFC 5034) or USER and PASS (RFC 1939 section 7) on an open POP3 connection.
struct POP3SignIn {
  private let channel: CommandChannel
  private let login: Login
  private var facts: ConnectionFacts { channel.record.facts }

  init(_ channel: CommandChannel, _ login: Login) {
    (self.channel, self.login) = (channel, login)
  }

  /// Signs in; returns the mechanism's name, and only after the server's +OK.
  func run() throws(AttemptFailure) -> String {
    let lines = facts.capabilities.map { $0.uppercased().split(separator: " ") }
    let offered = MailService.pop3.mechanisms(in: facts.capabilities)
    let isEncrypted = facts.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      try SASLSignIn(mechanism, login).run(sendsInitialResponse: false) {
        (step) throws(AttemptFailure) in try answer(to: step)
      }
      return mechanism.rawValue
    }
    guard login.mechanism == .auto else { throw AttemptFailure(.noMechanism(offered)) }
    // Servers that do not list USER usually accept it, except where they want TLS first (RFC 2595
    // section 2.1).
    let wantsTLS = !isEncrypted && lines.contains { $0.first == "STLS" }
    guard !wantsTLS || lines.contains(where: { $0.first == "USER" }) else {
      throw AttemptFailure(.noAuthentication)
    }
    try giveUserAndPassword()
    return "USER"
  }

  private func answer(to step: SASLSignIn.Step) throws(AttemptFailure) -> SASLSignIn.Answer {
    let line =
      switch step {
      case .begin(let mechanism, _): try channel.line("AUTH \(mechanism)", name: "AUTH")
      case .response(let text): try channel.line(text, name: nil)
      }
    if line.uppercased().hasPrefix("+OK") { return .done }
    if line.hasPrefix("+") { return .challenge(channel.challenge) }
    throw AttemptFailure(.line(line))
  }

  private func giveUserAndPassword() throws(AttemptFailure) {
    guard case .password(let password) = login.credential else {
      throw AttemptFailure(.noAuthentication)
    }
    for (command, argument) in [("USER", login.user), ("PASS", password.reveal())] {
      // A line break would begin another command.
      guard !argument.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else {
        throw AttemptFailure(.other(.severalLines))
      }
      let line = try channel.line("\(command) \(argument)", name: command)
      guard line.uppercased().hasPrefix("+OK") else { throw AttemptFailure(.line(line)) }
    }
  }
}
