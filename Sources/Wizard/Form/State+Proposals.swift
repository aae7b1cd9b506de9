import Forms
import MailSettings

/// What the wizard proposes: it counts once the person has taken it, and never overwrites what was
/// typed.
extension State {
  /// What the focused field would take by Enter or Tab.
  private var offer: String? {
    editedText?.isEmpty == true ? focusedField?.proposal(draft) : nil
  }

  /// The port that stands in a field as a proposal; it counts already, and follows the encryption
  /// until somebody types another one.
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

  /// Begins a server that is not set up yet with the secure choice: TLS on port 587.
  mutating func proposeEncryption() {
    guard heldBy == nil, [.server, .encryption].contains(screen?.id),
      saved.smtp.isUntouched, draft.smtp.port.isEmpty, draft.smtp.encryption.isEmpty
    else { return }
    draft.smtp.encryption.text = Encryption.tls.text
    isServerNew = true
  }

  /// Keeps a port that nobody has typed fitting to the encryption, as long as the server is not set
  /// up yet.
  ///
  /// Where nothing is typed, the documented defaults count; for TLS that would be 465, where most
  /// servers speak SSL.
  mutating func proposePort() {
    guard isServerNew, draft.smtp.port.isEmpty || isPortProposed else { return }
    isServerNew = saved.smtp.isUntouched
    let fits = isServerNew && draft.smtp.chosenEncryption == .tls
    if isServerNew { draft.smtp.port.text = fits ? Port.submission.text : "" }
    isPortProposed = fits
  }
}

extension Draft.SMTP {
  /// Whether nothing of how to reach the server is set.
  fileprivate var isUntouched: Bool { server.isEmpty && port.isEmpty && encryption.isEmpty }
}
