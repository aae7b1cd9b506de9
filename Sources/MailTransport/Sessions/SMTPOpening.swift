internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// EHLO and STARTTLS (RFC 5321 section 4.1.1.1, RFC 3207).
struct SMTPOpening {
  private let channel: CommandChannel
  private var request: ConnectionRequest { channel.request }
  private var facts: ConnectionFacts { channel.record.facts }

  init(_ channel: CommandChannel) { self.channel = channel }

  /// Asks for the capabilities, and starts TLS where it is wanted and offered.
  func run() throws(AttemptFailure) {
    try hello()
    switch request.endpoint.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard offersSTARTTLS, try isTLSGranted() else { return }
    try channel.startTLS()
    if request.isInspection { return }
    do throws(AttemptFailure) {
      try ehlo()
    } catch {
      throw AttemptFailure(error.ending, at: error.stage ?? .greeting)
    }
  }

  /// Whether STARTTLS is offered, in any case of letters (RFC 5321 section 2.4).
  private var offersSTARTTLS: Bool {
    facts.capabilities.contains {
      $0.split { $0 == " " || $0 == "\t" }.first?.uppercased() == "STARTTLS"
    }
  }

  private func ehlo() throws(AttemptFailure) {
    let reply = try channel.command("EHLO \((facts.host?.helloName ?? ""))", name: "EHLO")
    if !reply.isPositive { throw AttemptFailure(.reply(reply)) }
  }

  /// Sends EHLO; or HELO where the server does not know EHLO and no extension is needed.
  private func hello() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      try ehlo()
    } catch {
      guard case .reply(let refusal) = error.ending, refusal.code >= 500,
        !request.needsExtensions
      else { throw error }
      try helo(after: error)
    }
  }

  private func helo(after refusal: AttemptFailure) throws(AttemptFailure) {
    do throws(AttemptFailure) {
      let reply = try channel.command("HELO \((facts.host?.helloName ?? ""))", name: "HELO")
      if !reply.isPositive { throw AttemptFailure(.reply(reply)) }
    } catch {
      // The server closed the connection after it had refused EHLO.
      let isLost = error.ending == .closed || error.ending == .reset
      throw isLost ? refusal : error
    }
  }

  /// Whether the server grants TLS; false where it refuses and TLS is not required.
  private func isTLSGranted() throws(AttemptFailure) -> Bool {
    let reply = try channel.command("STARTTLS", name: "STARTTLS")
    if reply.code == 220 { return true }
    guard reply.code >= 400 else { throw AttemptFailure(.outOfStep(reply.raw)) }
    if request.endpoint.encryption.requiresTLS || reply.code == 421 {
      throw AttemptFailure(.reply(reply))
    }
    return false
  }
}
