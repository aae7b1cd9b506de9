import Forms
import MailDiagnosis
import MailSettings

extension Blocks {
  /// A server's certificate: what is wrong, then the chain, then what can be done.
  func card(_ card: Card, _ panel: Field.Panel) -> [Block] {
    if case .inspection(panel)? = state.work?.kind {
      let seconds = (state.work?.elapsed ?? 0) / 1000
      return [.paragraph("Fetching the certificate, \(seconds) s. Esc cancels.", columns: columns)]
    }
    var blocks: [Block] = [.blank]
    if let result = card.result {
      let sign = result.isTrouble ? Character("!") : glyphs.done
      let style: Style = result.isTrouble ? .trouble : .done
      blocks.append(.paragraph("\(sign) \(result.text)", columns: columns, style))
    }
    if let diagnosis = card.diagnosis {
      blocks.append(.paragraph(glyphs.adapt(diagnosis.cause), columns: columns, .trouble))
      blocks += diagnosis.advice.map { .paragraph(glyphs.adapt($0), columns: columns) }
      let fixes = state.waysOut(diagnosis, panel)
      if !fixes.isEmpty { blocks.append(buttons(fixes)) }
    }
    if let inspection = card.inspection { blocks += chain(inspection, panel) }
    return blocks.count == 1 ? [] : blocks + [.blank]
  }

  private func chain(_ inspection: CertificateInspection, _ panel: Field.Panel) -> [Block] {
    var blocks = inspection.faults.map {
      Block.paragraph(
        "! " + glyphs.adapt(inspection.sentence(for: $0)), columns: columns, .trouble)
    }
    if inspection.isTrusted {
      blocks.append(
        .paragraph("\(glyphs.done) This certificate is trusted.", columns: columns, .done))
    }
    if inspection.isMendedByImport { blocks.append(buttons([.importCertificate(panel)])) }
    if inspection.faults.contains(.changed) {
      blocks += inspection.imported.map { self.certificate($0, "Imported before", of: inspection) }
    }
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

  private func certificate(
    _ card: CertificateCard, _ role: String, of inspection: CertificateInspection
  ) -> Block {
    let width = 13
    let lines: [(String, String)] = [
      (role, card.subject), ("issued by", card.issuer),
      ("names", card.names.prefix(8).joined(separator: ", ")),
      ("valid", card.validity(now: inspection.now)), ("key", "\(card.key), \(card.signature)"),
      ("SHA-256", card.sha256),
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
    return Block(rows: rows)
  }
}
