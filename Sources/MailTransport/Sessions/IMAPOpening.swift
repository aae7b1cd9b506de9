internal import MailDiagnosis
internal import MailSettings

/// CAPABILITY and STARTTLS (RFC 9051 sections 6.1.1 and 6.2.1).
struct IMAPOpening {
  private let dialogue: Dialogue
  private var target: Target { dialogue.connection.target }
  private var conversation: Conversation { dialogue.conversation }

  init(_ dialogue: Dialogue) { self.dialogue = dialogue }

  /// Asks for the capabilities, and begins TLS where it is wanted and offered.
  func run() throws(Interruption) {
    // RFC 9051 section 7.1.4: a server that has signed somebody in already cannot begin TLS any
    // more.
    let isSignedIn = conversation.lastLine?.uppercased().hasPrefix("* PREAUTH") ?? false
    try capability(tag: "A001")
    switch target.encryption {
    case .none, .ssl: return
    case .tlsIfAvailable, .tls: break
    }
    guard !isSignedIn, conversation.capabilities.contains(where: { $0.uppercased() == "STARTTLS" })
    else { return }
    let line = try dialogue.line("A002 STARTTLS", tag: "A002", name: "STARTTLS")
    guard line.uppercased().hasPrefix("A002 OK") else {
      if target.encryption.requiresTLS || line.isGoodbye { throw Interruption(.line(line)) }
      return
    }
    try dialogue.startTLS()
    try capability(tag: "A003")
  }

  /// A server that does not know the command has no extensions.
  private func capability(tag: String) throws(Interruption) {
    do throws(Interruption) {
      let line = try dialogue.line("\(tag) CAPABILITY", tag: tag, name: "CAPABILITY")
      if line.isGoodbye { throw Interruption(.line(line)) }
    } catch {
      throw Interruption(error.ending, at: .greeting)
    }
  }
}
