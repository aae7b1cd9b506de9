import MailDiagnosis
import MailSettings
import ServerTrust
import SystemAccess

/// The documents of `postern certificate … --json`, schema 1.
enum CertificateDocument {
  static func json(_ inspection: CertificateInspection) -> JSON {
    .object([
      "schema": .integer(1), "host": .string(inspection.host), "port": .integer(inspection.port),
      "trusted": .boolean(inspection.isTrusted),
      "faults": .array(inspection.faults.map { .string($0.rawValue) }),
      "findings": .array(inspection.findings.map(json)),
      "chain": .array(inspection.chain.map(json)),
      "imported": .array(inspection.imported.map(json)),
    ])
  }

  /// Which certificate has which fault: 0 is the server's own, and so on up its chain.
  private static func json(_ finding: CertificateFinding) -> JSON {
    .object([
      "fault": .string(finding.fault.rawValue), "depth": .integer(finding.depth),
      "from": .string(finding.origin.rawValue), "subject": .string(finding.card.subject),
      "sha256": .string(finding.card.sha256), "verify-result": .integer(finding.code),
      "text": .string(finding.words),
    ])
  }

  /// No certificate was to be seen, for this cause.
  static func json(_ place: HostPort, _ diagnosis: Diagnosis) -> JSON {
    .object([
      "schema": .integer(1), "host": .string(place.host.ascii),
      "port": .integer(Int(place.port.number)), "trusted": .boolean(false), "faults": .array([]),
      "chain": .array([]), "imported": .array([]),
      "diagnosis": ReportDocument.diagnosis(diagnosis),
    ])
  }

  static func json(_ imported: [TrustedCertificate]) -> JSON {
    .object([
      "schema": .integer(1),
      "imported": .array(
        imported.map { trusted in
          .object([
            "host": .string(trusted.host.ascii), "port": .integer(Int(trusted.port.number)),
            "file": .string(trusted.file), "certificate": json(trusted.card),
          ])
        }),
    ])
  }

  private static func json(_ card: CertificateDetails) -> JSON {
    .object([
      "subject": .string(card.subject), "issuer": .string(card.issuer),
      "names": .array(card.names.map(JSON.string)),
      "not-before": .string(Moment(seconds: Int(card.notBefore), offset: 0).internetText),
      "not-after": .string(Moment(seconds: Int(card.notAfter), offset: 0).internetText),
      "key": .string(card.key),
      "signature": .string(card.signature), "sha256": .string(card.sha256),
      "ca": .boolean(card.isCA),
    ])
  }
}
