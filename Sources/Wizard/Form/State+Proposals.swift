import Forms
import MailSettings

/// The wizard's proposals. One counts once the person has accepted it, and never replaces typed
/// text.
extension State {
  /// The proposal that Enter or Tab would accept in the focused field.
  private var offer: String? {
    editedText?.isEmpty == true ? focusedField?.proposal(draft) : nil
  }

  /// The port that a field shows as a proposal. It counts already, and follows the encryption until
  /// another port is typed.
  func proposedPort(for field: Field) -> String? {
    isPortProposed && field.key == .setting(.smtpPort) ? draft.smtp.port.text : nil
  }

  /// Writes the proposal of the focused field into it, as if it had been typed.
  mutating func takeProposal() {
    guard heldBy == nil || focusedField?.key == .recipient, let offer else { return }
    write(offer)
    cursor = .max
  }

  /// Sends to the proposed address where it stands on the page and nothing else was typed.
  mutating func takeProposedRecipient() {
    if recipient.isEmpty, let proposed = draft.proposedMailbox { recipient.text = proposed }
  }

  /// Proposes the secure choice for a server that is not set up yet: TLS on port 587.
  mutating func proposeEncryption() {
    guard heldBy == nil, [.server, .encryption].contains(screen?.id),
      saved.smtp.isUntouched, draft.smtp.port.isEmpty, draft.smtp.encryption.isEmpty
    else { return }
    draft.smtp.encryption.text = Encryption.tls.text
    isServerNew = true
  }

  /// Adapts a proposed port to the encryption while the server is not set up yet.
  ///
  /// The documented default for TLS is 465, where most servers speak SSL.
  mutating func proposePort() {
    guard isServerNew, draft.smtp.port.isEmpty || isPortProposed else { return }
    isServerNew = saved.smtp.isUntouched
    let fits = isServerNew && draft.smtp.chosenEncryption == .tls
    if isServerNew { draft.smtp.port.text = fits ? Port.submission.text : "" }
    isPortProposed = fits
  }
}

extension Draft.SMTP {
  /// Whether server, port and encryption are all empty.
  fileprivate var isUntouched: Bool { server.isEmpty && port.isEmpty && encryption.isEmpty }
}
