import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Fetches the certificate of the server that a panel belongs to.
  mutating func lookAtCertificate(_ panel: Field.Panel) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    guard let target = target(panel) else {
      let key = panel == .incoming ? "incoming.server" : "smtp.server"
      notice = Notice(text: "Set the server's name first.", isTrouble: true)
      show(panel == .incoming ? "incoming-mailbox" : "server", key: key)
      return cleared
    }
    self[keyPath: Self.card(panel)] = Card()
    return cleared + [.inspect(run: begin(.inspection(panel)), target)]
  }

  /// Goes to the card of the server at hand and fetches its certificate.
  mutating func showCertificate() -> [Effect] {
    let isIncoming = screen?.id == "incoming-mailbox"
    if !isIncoming, screen?.id != "encryption" { show("encryption") }
    return lookAtCertificate(isIncoming ? .incoming : .certificate)
  }

  /// Takes in what was found; importing gets the focus where it helps.
  mutating func finish(_ result: Inspected) {
    guard case .inspection(let panel)? = work?.kind else { return }
    work = nil
    switch result {
    case .chain(let inspection): keep(inspection, panel)
    case .failed(let diagnosis): self[keyPath: Self.card(panel)].diagnosis = diagnosis
    }
    if dialog == nil { focusCertificate(of: panel) }
  }

  /// Puts the focus on the import where that helps; where the certificate has changed, on looking at both.
  mutating func focusCertificate(of panel: Field.Panel) {
    guard let inspection = self[keyPath: Self.card(panel)].inspection else { return }
    let isNew = inspection.isMendedByImport && !inspection.faults.contains(.changed)
    focus = isNew ? .importCertificate(panel) : .certificate(panel, 0)
  }

  /// Keeps a certificate that a trial or a look has brought, for the card.
  mutating func keep(_ inspection: CertificateInspection, _ panel: Field.Panel) {
    self[keyPath: Self.card(panel)] = Card(inspection: inspection)
  }

  /// Begins an import once enough of the fingerprint was typed: the first or last four pairs at least.
  mutating func confirmFingerprint(_ panel: Field.Panel, _ typed: String) -> [Effect] {
    guard let inspection = self[keyPath: Self.card(panel)].inspection else {
      dialog = nil
      return []
    }
    let digits = typed.uppercased().filter(\.isHexDigit)
    guard digits.count >= 8 else {
      dialog = .fingerprint(panel, typed, "Type at least 8 digits, from its beginning or its end.")
      return []
    }
    let match = inspection.chain.map(\.sha256).first {
      let whole = $0.filter(\.isHexDigit)
      return whole.hasPrefix(digits) || whole.hasSuffix(digits)
    }
    guard let match else {
      dialog = .fingerprint(
        panel, typed, "That is not the fingerprint of this certificate. Nothing was imported.")
      return []
    }
    dialog = nil
    return [.importCertificate(run: begin(.importing(panel)), inspection, fingerprint: match)]
  }

  /// Takes in what came of an import and looks again, so that the card shows the truth.
  mutating func finish(_ result: Imported) -> [Effect] {
    guard case .importing(let panel)? = work?.kind else { return [] }
    work = nil
    switch result {
    case .stored(let sentence):
      var effects: [Effect] = []
      if let target = target(panel) { effects = [.inspect(run: begin(.inspection(panel)), target)] }
      self[keyPath: Self.card(panel)] = Card()
      notice = Notice(text: sentence)
      return effects
    case .refused(let sentence):
      self[keyPath: Self.card(panel)].result = Notice(text: sentence, isTrouble: true)
      return []
    }
  }

  static func card(_ panel: Field.Panel) -> WritableKeyPath<State, Card> {
    panel == .incoming ? \.incomingCard : \.card
  }

  private func target(_ panel: Field.Panel) -> InspectionTarget? {
    switch panel {
    case .incoming:
      draft.incoming.server.value.map {
        InspectionTarget(
          service: draft.incoming.chosenProtocol == .imap ? .imap : .pop3, host: $0,
          port: draft.incoming.chosenPort,
          encryption: draft.incoming.chosenEncryption.forInspection(at: draft.incoming.chosenPort))
      }
    case .certificate, .test:
      draft.smtp.server.value.map {
        InspectionTarget(
          service: .smtp, host: $0, port: draft.smtp.chosenPort,
          encryption: draft.smtp.chosenEncryption.forInspection(at: draft.smtp.chosenPort))
      }
    }
  }
}

extension Encryption {
  /// How to ask for a certificate: where nothing is encrypted yet, as the port usually does it.
  fileprivate func forInspection(at port: Port) -> Encryption {
    guard self == .none else { return self }
    return [.submissions, .imaps, .pop3s].contains(port) ? .ssl : .tls
  }
}
