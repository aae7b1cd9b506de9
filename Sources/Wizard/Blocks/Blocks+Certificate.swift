import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

extension Blocks {
  /// A server's certificate: what is wrong, then the chain, then what can be done.
  func certificate(of look: CertificateLook, _ panel: Field.Panel) -> [Block] {
    if case .inspection(panel)? = state.work?.kind {
      let time = ElapsedTime(milliseconds: Double(state.work?.elapsed ?? 0)).text
      return [.paragraph("Fetching the certificate, \(time). Esc cancels.", columns: columns)]
    }
    var blocks: [Block] = [.blank]
    if let remedy = look.remedy { blocks += told(remedy) }
    if let refusal = look.refusal {
      let sentence = "Not imported: \(refusal.error.wholeSentence)"
      blocks.append(.paragraph("! " + glyphs.adapt(sentence), columns: columns, .trouble))
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
      let role = index == 0 ? "Server" : (certificate.isSelfIssued ? "Root" : "Issuer")
      var block = self.certificate(certificate, role, of: inspection)
      block.stops = [Stop(item: .certificate(panel, index), cursor: Place(column: 0, row: 0))]
      if state.focus == .certificate(panel, index) { block.rows[0][0].style = .focus }
      blocks += [.blank, block]
    }
    if inspection.chain.count > 6 {
      let rest = inspection.chain.count - 6
      blocks.append(.paragraph("and \(rest) more certificates", columns: columns, .dim))
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
        .paragraph("\(glyphs.done) This certificate is trusted.", columns: columns, .done))
      if isMended { blocks.append(buttons([.sendAgain(panel == .certificate ? .test : panel)])) }
    }
    if inspection.isMendedByImport { blocks.append(buttons([.importCertificate(panel)])) }
    if inspection.faults.contains(.changed) {
      blocks += inspection.imported.map { self.certificate($0, "Imported before", of: inspection) }
    }
    return blocks
  }

  private func certificate(
    _ details: CertificateDetails, _ role: String, of inspection: CertificateInspection
  ) -> Block {
    let width = 13
    // A longer label has a line of its own, so that fingerprints to be compared are cut alike.
    let isLong = CellWidth.of(role) >= width
    let lines: [(String, String)] = [
      (isLong ? "" : role, details.subject), ("issued by", details.issuer),
      ("names", details.names.prefix(8).joined(separator: ", ")),
      ("valid", details.validity(now: inspection.now)),
      ("key", "\(details.key), \(details.signature)"),
      ("SHA-256", details.sha256),
    ]
    let rows = lines.filter { !$0.1.isEmpty }.flatMap { label, value -> [Row] in
      let text = glyphs.adapt(value.printable(limit: 300))
      let parts =
        label == "SHA-256"
        ? fingerprintLines(text, columns: columns - width) : wrapped(text, columns: columns - width)
      return parts.enumerated().map { index, part in
        [Span((index == 0 ? label : "").padded(width), index == 0 ? .dim : .normal), Span(part)]
      }
    }
    return Block(rows: (isLong ? [[Span(role, .dim)]] : []) + rows)
  }
}
