internal import MailDiagnosis
internal import MailSettings

/// CAPA (RFC 2449) and STLS (RFC 2595 section 4).
struct POP3Opening {
  private let dialogue: Dialogue
  private var target: Target { dialogue.connection.target }
  private var conversation: Conversation { dialogue.conversation }

  init(_ dialogue: Dialogue) { self.dialogue = dialogue }

  /// Asks for the capabilities, and begins TLS where it is wanted and offered.
  func run() throws(Interruption) {
    try capabilities()
    switch target.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard conversation.capabilities.contains(where: { $0.uppercased() == "STLS" }) else { return }
    let line = try dialogue.line("STLS", name: "STLS")
    guard line.uppercased().hasPrefix("+OK") else {
      if target.encryption.requiresTLS { throw Interruption(.line(line)) }
      return
    }
    try dialogue.startTLS()
    try capabilities()
  }

  /// A server that does not know the command has no extensions.
  private func capabilities() throws(Interruption) {
    do throws(Interruption) {
      let line = try dialogue.line("CAPA", name: "CAPA")
      if line.hasPrefix("+") { try dialogue.restOfList() }
    } catch {
      throw Interruption(error.ending, at: .greeting)
    }
  }
}
