internal import MailDiagnosis
internal import MailSettings

/// CAPABILITY and STARTTLS (RFC 9051 sections 6.1.1 and 6.2.1).
struct IMAPOpening {
  private let channel: CommandChannel
  private var request: ConnectionRequest { channel.request }
  private var facts: ConnectionFacts { channel.record.facts }

  init(_ channel: CommandChannel) { self.channel = channel }

  /// Asks for the capabilities, and starts TLS where it is wanted and offered.
  func run() throws(AttemptFailure) {
    // A server that has signed the client in already cannot start TLS (RFC 9051 section 7.1.4).
    let isSignedIn = channel.lastLine?.uppercased().hasPrefix("* PREAUTH") ?? false
    try capability(tag: "A001")
    switch request.endpoint.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard !isSignedIn, facts.capabilities.contains(where: { $0.uppercased() == "STARTTLS" })
    else { return }
    let line = try channel.line("A002 STARTTLS", tag: "A002", name: "STARTTLS")
    guard line.uppercased().hasPrefix("A002 OK") else {
      if request.endpoint.encryption.requiresTLS || line.isGoodbye {
        throw AttemptFailure(.line(line))
      }
      return
    }
    try channel.startTLS()
    if request.isInspection { return }
    try capability(tag: "A003")
  }

  /// A server that does not know the command has no extensions.
  private func capability(tag: String) throws(AttemptFailure) {
    do throws(AttemptFailure) {
      let line = try channel.line("\(tag) CAPABILITY", tag: tag, name: "CAPABILITY")
      if line.isGoodbye { throw AttemptFailure(.line(line)) }
    } catch {
      throw AttemptFailure(error.ending, at: .greeting)
    }
  }
}
