import Forms
import MailDiagnosis
import MailSettings

extension State {
  /// Fetches the certificate of the server that a panel belongs to.
  mutating func lookAtCertificate(_ panel: Field.Panel) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    guard let target = target(panel, in: draft) else {
      let isIncoming = panel == .incoming
      show(
        isIncoming ? .incomingMailbox : .server,
        key: .setting(isIncoming ? .incomingServer : .smtpServer))
      notice = .serverNeeded(for: .certificate)
      return cleared
    }
    let remedy = shownLook(panel).remedy
    self[keyPath: Self.look(panel)] = CertificateLook(target: target, remedy: remedy)
    return cleared + [.inspect(run: begin(.inspection(panel)), target)]
  }

  /// Goes to the section that shows the certificate of the current server, and fetches it.
  mutating func showCertificate() -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    let isIncoming = screen?.id == .incomingMailbox
    if !isIncoming, screen?.id != .encryption { show(.encryption) }
    return cleared + lookAtCertificate(isIncoming ? .incoming : .certificate)
  }

  /// Takes a fetched certificate; the import button gets the focus where importing helps.
  mutating func finish(_ result: Inspected) {
    guard case .inspection(let panel)? = work?.kind else { return }
    work = nil
    switch result {
    case .chain(let inspection): self[keyPath: Self.look(panel)].inspection = inspection
    case .failed(let diagnosis):
      self[keyPath: Self.look(panel)].diagnosis = diagnosis
      // An earlier sign-in's result is removed, so that the same is not told twice.
      if panel == .incoming { signIn = Trial() }
    }
    guard dialog == nil, isShown(panel) else { return }
    if let diagnosis = shownLook(panel).diagnosis, let first = waysOut(diagnosis, panel).first {
      focus = first
    }
    focusCertificate(of: panel)
  }

  /// Moves the focus to the import button where importing helps; where the certificate has changed,
  /// to both certificates; after an import, to the next step.
  mutating func focusCertificate(of panel: Field.Panel) {
    let look = shownLook(panel)
    guard let inspection = look.inspection else { return }
    if inspection.isTrusted, look.remedy != nil {
      focus = .sendAgain(panel == .certificate ? .test : panel)
      return
    }
    let isNew = inspection.isMendedByImport && !inspection.faults.contains(.changed)
    focus = isNew ? .importCertificate(panel) : .certificate(panel, 0)
  }

  /// Keeps a certificate from a trial to be shown: a refused one, or one that was shown there
  /// before.
  mutating func keep(_ inspection: CertificateInspection, _ panel: Field.Panel, of trial: Trial) {
    let path = Self.look(panel)
    guard !inspection.isTrusted || self[keyPath: path].target != nil,
      let target = target(panel, in: trial.draft ?? draft),
      target.isSamePlace(as: inspection.server)
    else { return }
    let remedy = inspection.isTrusted ? self[keyPath: path].remedy : nil
    self[keyPath: path] = CertificateLook(target: target, inspection: inspection, remedy: remedy)
  }

  /// Begins an import if enough of the fingerprint was typed: at least its first or last four
  /// pairs.
  mutating func confirmFingerprint(_ panel: Field.Panel, _ typed: String) -> [Effect] {
    guard let inspection = self[keyPath: Self.look(panel)].inspection else {
      dialog = nil
      return []
    }
    let digits = typed.uppercased().filter(\.isHexDigit)
    guard digits.count >= 8 else {
      dialog = .fingerprint(panel, typed, .tooShort)
      return []
    }
    let match = inspection.chain.map(\.sha256).first {
      let whole = $0.filter(\.isHexDigit)
      return whole.hasPrefix(digits) || whole.hasSuffix(digits)
    }
    guard let match else {
      dialog = .fingerprint(panel, typed, .noMatch)
      return []
    }
    dialog = nil
    return [.importCertificate(run: begin(.importing(panel)), inspection, fingerprint: match)]
  }

  /// Takes the result of an import. What had failed for the certificate is repeated; else the
  /// certificate is fetched again.
  mutating func finish(_ result: Imported) -> [Effect] {
    guard case .importing(let panel)? = work?.kind else { return [] }
    work = nil
    switch result {
    case .stored(let subject, let server):
      return finishImport(Remedy(.imported(subject: subject, at: server)), panel)
    case .mayNotLast(let doubt): return finishImport(Remedy(.importMayNotLast(doubt)), panel)
    case .refused(let why):
      self[keyPath: Self.look(panel)].refusal = why
      return []
    }
  }

  private mutating func finishImport(_ remedy: Remedy, _ panel: Field.Panel) -> [Effect] {
    hasImported = true
    notice = .imported(remedy)
    let target = self[keyPath: Self.look(panel)].target
    self[keyPath: Self.look(panel)] = CertificateLook(target: target, remedy: remedy)
    if let waiting = trialWaiting(for: panel) { return resume(waiting, remedy) }
    return target.map { [.inspect(run: begin(.inspection(panel)), $0)] } ?? []
  }

  /// The last trial, if it failed for the certificate of a panel's server.
  private func trialWaiting(for panel: Field.Panel) -> Field.Panel? {
    let trial = latest == .test ? test : signIn
    guard let diagnosis = trial.report?.diagnosis, diagnosis.finding.certificateFault != nil,
      !isOutdated(latest)
    else { return nil }
    let isIncoming = latest == .incoming || diagnosis.stage == .incoming
    return isIncoming == (panel == .incoming) ? latest : nil
  }

  private mutating func resume(_ panel: Field.Panel, _ remedy: Remedy) -> [Effect] {
    if panel == .test {
      (test.remedy, test.isMended) = (remedy, true)
      let told = notice
      defer { notice = notice ?? told }
      return sendTest(asUser: test.actor != nil)
    }
    (signIn.remedy, signIn.isMended) = (remedy, true)
    return testSignIn()
  }

  static func look(_ panel: Field.Panel) -> WritableKeyPath<State, CertificateLook> {
    panel == .incoming ? \.incomingLook : \.look
  }

  /// The server whose certificate a panel shows.
  func target(_ panel: Field.Panel, in draft: Draft) -> Endpoint? {
    draft.endpoint(of: panel == .incoming ? .incoming : .smtp).map {
      $0.at($0.port, $0.encryption.forInspection(at: $0.port))
    }
  }
}

extension Encryption {
  /// The encryption for fetching a certificate: where none is set, the usual one of the port.
  fileprivate func forInspection(at port: Port) -> Encryption {
    guard self == .none else { return self }
    return [.submissions, .imaps, .pop3s].contains(port) ? .ssl : .tls
  }
}
