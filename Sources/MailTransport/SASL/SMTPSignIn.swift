internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// AUTH on an open SMTP connection (RFC 4954): one attempt, never a loop, since servers lock
/// accounts.
struct SMTPSignIn {
  private let dialogue: Dialogue
  private let login: Login
  private var conversation: Conversation { dialogue.conversation }

  /// RFC 4954 section 4.3 allows AUTH lines of 12,288 octets, but a command line has 512.
  private static let longestCommand = 510

  init(_ dialogue: Dialogue, _ login: Login) {
    (self.dialogue, self.login) = (dialogue, login)
  }

  /// Signs in and gives the mechanism's name; returns only after the server's own 235.
  func run() throws(Interruption) -> String {
    let mechanism = try mechanism()
    let initial = mechanism.exchange(login).initialResponse()?.base64 ?? ""
    let fits = "AUTH \(mechanism.rawValue) \(initial)".utf8.count <= Self.longestCommand
    try SASLDialogue(mechanism, login).run(sendsInitialResponse: fits) {
      (step) throws(Interruption) in try answer(to: step)
    }
    return mechanism.rawValue
  }

  private func mechanism() throws(Interruption) -> SASLMechanism {
    let offered = MailService.smtp.mechanisms(in: conversation.capabilities)
    guard !offered.isEmpty else { throw Interruption(.noAuthentication) }
    let isEncrypted = conversation.observation.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      return mechanism
    }
    if login.mechanism.text == "GSSAPI", offered.contains("GSSAPI") {
      throw Interruption(.kerberos)
    }
    throw Interruption(.noMechanism(offered))
  }

  private func answer(to step: SASLDialogue.Step) throws(Interruption) -> SASLDialogue.Answer {
    let reply =
      switch step {
      case .begin(let mechanism, let initial):
        try dialogue.command(
          ["AUTH", mechanism, initial].compactMap(\.self).joined(separator: " "),
          name: "AUTH \(mechanism)", success: 2...3)
      case .response(let text): try dialogue.command(text, name: nil, success: 2...3)
      }
    switch reply.code {
    case 235: return .done
    case 501 where step.hasInitialResponse: return .initialResponseRefused
    case 334:
      note(conversation.challenge)
      return .challenge(conversation.challenge)
    case 400...: throw Interruption(.reply(reply))
    default: throw Interruption(.outOfStep(reply.raw))
    }
  }

  /// With a token a challenge is the description of an error.
  private func note(_ challenge: String) {
    guard case .token = login.key, let text = Challenge.decode(challenge) else { return }
    conversation.observation.challenge = conversation.transcript.redacted(text)
  }
}
