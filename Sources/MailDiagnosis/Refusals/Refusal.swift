internal import MailDialogue
internal import MailSettings

/// A reply that ended an attempt, with everything that the rules look at.
struct Refusal {
  /// The commands of an SMTP dialogue that can be refused.
  enum Command: CaseIterable {
    /// The banner, before any command.
    case greeting
    case hello
    case startTLS
    case auth
    case mail
    case recipient
    /// DATA, BDAT or the final dot.
    case message
    case other
  }

  let observation: Observation
  let reply: Reply
  let text: RefusalText
  let command: Command
  let subject: RefusalSubject

  init(_ observation: Observation, _ reply: Reply) {
    self.observation = observation
    self.reply = reply
    let attempt = observation.attempt
    text = RefusalText(reply.text, sender: attempt.sender, recipient: attempt.recipient)
    command = Self.command(observation)
    subject = RefusalSubject(text)
  }

  /// The command that was refused: the last one that was sent, else by the step that failed.
  private static func command(_ observation: Observation) -> Command {
    let verb = observation.lastCommand?.uppercased().split(separator: " ").first.map(String.init)
    switch verb {
    case "EHLO", "HELO", "LHLO": return .hello
    case "STARTTLS", "STLS": return .startTLS
    case "AUTH": return .auth
    case "MAIL": return .mail
    case "RCPT": return .recipient
    case "DATA", "BDAT", ".": return .message
    default: return command(observation.step)
    }
  }

  private static func command(_ step: Stage) -> Command {
    switch step {
    case .incoming, .token, .resolve, .connect, .greeting: .greeting
    case .encryption, .certificate: .startTLS
    case .authentication: .auth
    case .sender: .mail
    case .recipient: .recipient
    case .message: .message
    }
  }

  var attempt: Attempt { observation.attempt }
  var code: Int { reply.code }
  var isTransient: Bool { (400...499).contains(code) }
  var isPermanent: Bool { (500...599).contains(code) }

  /// Whether the command belongs to a mail: MAIL, RCPT, DATA or the final dot.
  var isInMail: Bool { [.mail, .recipient, .message].contains(command) }

  /// Whether somebody had signed in at this server before the command.
  var isSignedIn: Bool { isInMail && attempt.signsIn }

  /// Whether the server offers a sign-in that was not used.
  var offersSignIn: Bool { !attempt.signsIn && !observation.mechanisms.isEmpty }

  /// Whether the reply's text contains one of the phrases.
  func says(_ patterns: Patterns) -> Bool { patterns.occur(in: text) }

  /// Whether the enhanced code has this subject and detail, whatever its class.
  func isEnhanced(_ subject: Int, _ detail: Int) -> Bool {
    reply.enhanced?.subject == subject && reply.enhanced?.detail == detail
  }

  /// Whether the enhanced code is `x.7.n` (security) with a detail in this range.
  func isSecurity(_ details: ClosedRange<Int>) -> Bool {
    reply.enhanced?.subject == 7 && details.contains(reply.enhanced?.detail ?? -1)
  }

  /// The server that refused.
  var endpoint: Endpoint { attempt.endpoint }

  /// The reply in one line as the server said it.
  var said: String { reply.raw }

  /// No rule fits.
  var unknown: Diagnosis {
    diagnose(.unknown, .unknown, .server(.refused(endpoint, said: said)))
  }

  /// Makes a diagnosis with what the observation says.
  func diagnose(
    _ finding: Finding, _ responsible: Diagnosis.Responsible, _ reason: Cause, fixes: [Fix] = []
  ) -> Diagnosis {
    observation.diagnose(finding, responsible, reason, fixes: fixes)
  }
}
