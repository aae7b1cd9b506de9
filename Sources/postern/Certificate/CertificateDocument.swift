import MailDiagnosis
import MailSettings
import ServerTrust
import SystemAccess

/// The document of `postern certificate show --json`, schema 1.
struct InspectionDocument: JSONDocument {
  let schema = 1
  let host: String
  let port: Int
  var trusted = false
  var faults: [String] = []
  var findings: [FaultDocument]?
  var chain: [CertificateDocument] = []
  var imported: [CertificateDocument] = []
  var diagnosis: DiagnosisDocument?

  init(_ inspection: CertificateInspection) {
    host = inspection.server.host.ascii
    port = Int(inspection.server.port.number)
    trusted = inspection.isTrusted
    faults = inspection.faults.map(\.finding.rawValue)
    findings = inspection.faultyCertificates.map(FaultDocument.init)
    chain = inspection.chain.map(CertificateDocument.init)
    imported = inspection.imported.map(CertificateDocument.init)
  }

  /// The server showed no certificate, for this reason.
  init(_ place: HostPort, _ diagnosis: Diagnosis) {
    host = place.host.ascii
    port = Int(place.port.number)
    self.diagnosis = DiagnosisDocument(diagnosis)
  }
}

/// Which certificate has which fault: 0 is the server's own, and so on up its chain.
struct FaultDocument: Encodable {
  let fault: String
  let depth: Int
  let from: String
  let subject: String
  let sha256: String
  let verifyResult: Int
  let text: String

  enum CodingKeys: String, CodingKey {
    case fault, depth, from, subject, sha256, text
    case verifyResult = "verify-result"
  }

  init(_ faulty: FaultyCertificate) {
    fault = faulty.fault.finding.rawValue
    depth = faulty.depth
    from = faulty.origin.rawValue
    subject = faulty.details.subject
    sha256 = faulty.details.sha256
    verifyResult = faulty.code
    text = faulty.words
  }
}

struct CertificateDocument: Encodable {
  let subject: String
  let issuer: String
  let names: [String]
  let notBefore: String
  let notAfter: String
  let key: String
  let signature: String
  let sha256: String
  let ca: Bool

  enum CodingKeys: String, CodingKey {
    case subject, issuer, names, key, signature, sha256, ca
    case notBefore = "not-before"
    case notAfter = "not-after"
  }

  init(_ certificate: CertificateDetails) {
    subject = certificate.subject
    issuer = certificate.issuer
    names = certificate.names
    notBefore = Moment(seconds: Int(certificate.notBefore), offset: 0).internetText
    notAfter = Moment(seconds: Int(certificate.notAfter), offset: 0).internetText
    key = certificate.key
    signature = certificate.signature
    sha256 = certificate.sha256
    ca = certificate.isCA
  }
}

/// The document of `postern certificate list --json`, schema 1.
struct ImportedDocument: JSONDocument {
  struct Entry: Encodable {
    let host: String
    let port: Int
    let file: String
    let certificate: CertificateDocument
  }

  let schema = 1
  let imported: [Entry]

  init(_ imported: [TrustedCertificate]) {
    self.imported = imported.map {
      Entry(
        host: $0.host.ascii, port: Int($0.port.number), file: $0.file,
        certificate: CertificateDocument($0.details))
    }
  }
}
