internal import MailDiagnosis
internal import MailSettings

/// CAPA (RFC 2449) and STLS (RFC 2595 section 4).
struct POP3Opening {
  private let channel: CommandChannel
  private var request: ConnectionRequest { channel.request }
  private var facts: ConnectionFacts { channel.record.facts }

  init(_ channel: CommandChannel) { self.channel = channel }

  /// Asks for the capabilities, and starts TLS where it is wanted and offered.
  func run() throws(AttemptFailure) {
    try capabilities()
    switch request.endpoint.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard facts.capabilities.contains(where: { $0.uppercased() == "STLS" }) else { return }
    let line = try channel.line("STLS", name: "STLS")
    guard line.uppercased().hasPrefix("+OK") else {
      if request.endpoint.encryption.requiresTLS { throw AttemptFailure(.line(line)) }
      return
    }
    try channel.startTLS()
    if request.isInspection { return }
    try capabilities()
  }

  /// A server that does not know the command has no extensions.
  private func capabilities() throws(AttemptFailure) {
    do throws(AttemptFailure) {
      let line = try channel.line("CAPA", name: "CAPA")
      if line.hasPrefix("+") { try channel.restOfList() }
    } catch {
      throw AttemptFailure(error.ending, at: .greeting)
    }
  }
}
