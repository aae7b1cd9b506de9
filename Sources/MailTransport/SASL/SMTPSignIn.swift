internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// One sign-in by AUTH on an open SMTP connection (RFC 4954); it is never repeated, since servers
/// lock accounts.
struct SMTPSignIn {
  private let channel: CommandChannel
  private let login: Login
  private var facts: ConnectionFacts { channel.record.facts }

  /// The longest AUTH command with an initial response: a command line may have 512 octets with its
  /// end, whereas other AUTH lines may have 12,288 (RFC 4954 section 4.3).
  private static let longestCommand = 510

  init(_ channel: CommandChannel, _ login: Login) {
    (self.channel, self.login) = (channel, login)
  }

  /// Signs in; returns the mechanism's name, and only after the server's 235.
  func run() throws(AttemptFailure) -> String {
    let mechanism = try mechanism()
    let initial = mechanism.exchange(login).initialResponse()?.base64 ?? ""
    let fits = "AUTH \(mechanism.rawValue) \(initial)".utf8.count <= Self.longestCommand
    try SASLSignIn(mechanism, login).run(sendsInitialResponse: fits) {
      (step) throws(AttemptFailure) in try answer(to: step)
    }
    return mechanism.rawValue
  }

  private func mechanism() throws(AttemptFailure) -> SASLMechanism {
    let offered = MailService.smtp.mechanisms(in: facts.capabilities)
    guard !offered.isEmpty else { throw AttemptFailure(.noAuthentication) }
    let isEncrypted = facts.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      return mechanism
    }
    if login.mechanism.text == "GSSAPI", offered.contains("GSSAPI") {
      throw AttemptFailure(.kerberos)
    }
    throw AttemptFailure(.noMechanism(offered))
  }

  private func answer(to step: SASLSignIn.Step) throws(AttemptFailure) -> SASLSignIn.Answer {
    let reply =
      switch step {
      case .begin(let mechanism, let initial):
        try channel.command(
          ["AUTH", mechanism, initial].compactMap(\.self).joined(separator: " "),
          name: "AUTH \(mechanism)", success: 2...3)
      case .response(let text): try channel.command(text, name: nil, success: 2...3)
      }
    switch reply.code {
    case 235: return .done
    case 501 where step.hasInitialResponse: return .initialResponseRefused
    case 334:
      note(channel.challenge)
      return .challenge(channel.challenge)
    case 400...: throw AttemptFailure(.reply(reply))
    default: throw AttemptFailure(.outOfStep(reply.raw))
    }
  }

  /// Keeps a challenge to a token, which describes an error.
  private func note(_ challenge: String) {
    guard case .token = login.credential, let text = Challenge.decode(challenge) else { return }
    channel.record.challenged(text)
  }
}
