internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// EHLO and STARTTLS (RFC 5321 section 4.1.1.1, RFC 3207).
struct SMTPOpening {
  private let dialogue: Dialogue
  private var target: Target { dialogue.connection.target }
  private var conversation: Conversation { dialogue.conversation }

  init(_ dialogue: Dialogue) { self.dialogue = dialogue }

  /// Asks for the capabilities, and begins TLS where it is wanted and offered.
  func run() throws(Interruption) {
    try hello()
    switch target.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard offersSTARTTLS, try isTLSGranted() else { return }
    try dialogue.startTLS()
    do throws(Interruption) {
      try ehlo()
    } catch {
      throw Interruption(error.ending, at: error.stage ?? .greeting)
    }
  }

  /// Keywords count in any case (RFC 5321 section 2.4).
  private var offersSTARTTLS: Bool {
    conversation.capabilities.contains {
      $0.split { $0 == " " || $0 == "\t" }.first?.uppercased() == "STARTTLS"
    }
  }

  private func ehlo() throws(Interruption) {
    let reply = try dialogue.command("EHLO \(target.helloName)", name: "EHLO")
    if !reply.isPositive { throw Interruption(.reply(reply)) }
  }

  /// EHLO; HELO where a server does not know EHLO and nothing was asked for that HELO cannot give.
  private func hello() throws(Interruption) {
    do throws(Interruption) {
      try ehlo()
    } catch {
      let needsExtensions = conversation.needsExtensions || target.encryption.requiresTLS
      guard case .reply(let refusal) = error.ending, refusal.code >= 500, !needsExtensions else {
        throw error
      }
      try helo(after: error)
    }
  }

  private func helo(after refusal: Interruption) throws(Interruption) {
    do throws(Interruption) {
      let reply = try dialogue.command("HELO \(target.helloName)", name: "HELO")
      if !reply.isPositive { throw Interruption(.reply(reply)) }
    } catch {
      // A server that has closed meant its no to EHLO.
      let isLost = error.ending == .closed || error.ending == .reset
      throw isLost ? refusal : error
    }
  }

  /// False where the server refuses TLS and it can be done without.
  private func isTLSGranted() throws(Interruption) -> Bool {
    let reply = try dialogue.command("STARTTLS", name: "STARTTLS")
    if reply.code == 220 { return true }
    guard reply.code >= 400 else { throw Interruption(.outOfStep(reply.raw)) }
    if target.encryption.requiresTLS || reply.code == 421 { throw Interruption(.reply(reply)) }
    return false
  }
}
