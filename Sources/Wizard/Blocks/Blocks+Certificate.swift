import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

extension Blocks {
  /// A server's certificate: what is wrong, then the chain, then what can be done.
  func certificate(of look: CertificateLook, _ panel: Field.Panel) -> [Block] {
    if case .inspection(panel)? = state.work?.kind {
      let words = CertificateWords.fetching(elapsed: state.work?.elapsed ?? 0)
      return [.paragraph(words, columns: columns)]
    }
    var blocks: [Block] = [.blank]
    if let remedy = look.remedy { blocks += told(remedy) }
    if let refusal = look.refusal {
      let sentence = glyphs.adapt(CertificateWords.notImported(refusal))
      blocks.append(.paragraph("! \(sentence)", columns: columns, .trouble))
    }
    if let diagnosis = look.diagnosis { blocks += self.diagnosis(diagnosis, panel) }
    if let inspection = look.inspection {
      blocks += chain(inspection, panel, isMended: look.remedy != nil)
    } else if look.diagnosis == nil, look.remedy?.undo(in: draft) != nil {
      blocks.append(buttons([.sendAgain(panel), .undo(panel)]))
    }
    return blocks.count == 1 ? [] : blocks + [.blank]
  }

  private func chain(
    _ inspection: CertificateInspection, _ panel: Field.Panel, isMended: Bool
  ) -> [Block] {
    var blocks = verdict(inspection, panel, isMended: isMended)
    for (index, certificate) in inspection.chain.prefix(6).enumerated() {
      let role = CertificateWords.role(index, certificate)
      var block = self.certificate(certificate, role, of: inspection)
      block.stops = [Stop(item: .certificate(panel, index), cursor: Place(column: 0, row: 0))]
      if state.focus == .certificate(panel, index) { block.rows[0][0].style = .focus }
      blocks += [.blank, block]
    }
    if inspection.chain.count > 6 {
      let more = CertificateWords.more(inspection.chain.count - 6)
      blocks.append(.paragraph(more, columns: columns, .dim))
    }
    return blocks
  }

  /// What is wrong with it, and what can be done.
  private func verdict(
    _ inspection: CertificateInspection, _ panel: Field.Panel, isMended: Bool
  ) -> [Block] {
    var blocks = inspection.faults.map {
      Block.paragraph(
        "! " + glyphs.adapt(inspection.sentence(for: $0)), columns: columns, .trouble)
    }
    if inspection.isTrusted {
      blocks.append(
        .paragraph("\(glyphs.done) \(CertificateWords.trusted)", columns: columns, .done))
      if isMended { blocks.append(buttons([.sendAgain(panel == .certificate ? .test : panel)])) }
    }
    if inspection.isMendedByImport { blocks.append(buttons([.importCertificate(panel)])) }
    if inspection.faults.contains(.changed) {
      blocks += inspection.imported.map {
        self.certificate($0, CertificateWords.before, of: inspection)
      }
    }
    return blocks
  }

  private func certificate(
    _ details: CertificateDetails, _ role: String, of inspection: CertificateInspection
  ) -> Block {
    let width = 13
    // A longer label gets its own line, so that fingerprints to be compared are wrapped alike.
    let isLong = CellWidth.of(role) >= width
    let lines =
      [(isLong ? "" : role, details.subject)]
      + CertificateWords.lines(of: details, now: inspection.now)
    let room = columns - width
    let rows = lines.filter { !$0.1.isEmpty }.flatMap { label, value in
      labelled(label, wrapped(glyphs.adapt(value.printable(limit: 300)), columns: room), width)
    }
    let fingerprint = labelled(
      CertificateWords.fingerprint, fingerprintLines(details.sha256, columns: room), width)
    return Block(rows: (isLong ? [[Span(role, .dim)]] : []) + rows + fingerprint)
  }

  /// The lines of a value, with its label before the first one.
  private func labelled(_ label: String, _ lines: [String], _ width: Int) -> [Row] {
    lines.enumerated().map { index, line in
      [Span((index == 0 ? label : "").padded(width), index == 0 ? .dim : .normal), Span(line)]
    }
  }
}
