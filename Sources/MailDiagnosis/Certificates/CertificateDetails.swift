public import MailSettings

/// What a person needs to know of one certificate, as text free of control characters.
public struct CertificateDetails: Equatable, Sendable {
  /// The subject, its common name first where there is one.
  public let subject: String
  /// The issuer.
  public let issuer: String
  /// The alternative names: DNS names and IP addresses.
  public let names: [String]
  /// Valid from, in seconds since 1970 (UTC).
  public let notBefore: Int64
  /// Valid until, in seconds since 1970 (UTC).
  public let notAfter: Int64
  /// Kind and size of the public key, such as `RSA 2048`.
  public let key: String
  /// The signature's algorithm, such as `sha256WithRSAEncryption`.
  public let signature: String
  /// SHA-256 of the DER form, upper-case hex pairs with colons.
  public let sha256: String
  /// Whether it may sign other certificates.
  public let isCA: Bool
  /// The certificate itself.
  public let pem: String

  /// Describes a certificate.
  public init(
    subject: String, issuer: String, names: [String], notBefore: Int64, notAfter: Int64,
    key: String,
    signature: String, sha256: String, isCA: Bool, pem: String
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.key = key
    self.signature = signature
    self.sha256 = sha256
    self.isCA = isCA
    self.pem = pem
  }

  /// Whether subject and issuer are the same.
  public var isSelfIssued: Bool { subject == issuer }
}

/// What can be wrong with a certificate chain.
public enum CertificateFault: CaseIterable, Sendable {
  case selfSigned
  case unknownRoot
  case unknownIssuer
  case expired
  case notYetValid
  case nameMismatch
  case weak
  case purpose
  /// Another certificate than the one imported for this host and port.
  case changed
  /// A proxy on the way to a public provider, or a virus scanner, shows a certificate of its own.
  case intercepted
  /// An authority in this machine's own store has expired.
  case localRoot
  /// Revoked, or refused for another reason without an id of its own: see the verify code.
  case other
}

/// A chain as a server showed it, with every fault at once.
public struct CertificateInspection: Equatable, Sendable {
  /// The server that showed it.
  public let server: Endpoint
  /// The certificates, the server's own first.
  public let chain: [CertificateDetails]
  /// Every fault that was found, the gravest first.
  public let faults: [CertificateFault]
  /// OpenSSL's verify results behind the faults (`X509_V_ERR_…`), in the order found.
  public let verifyCodes: [Int]
  /// Which certificate has which fault, in the order found.
  public var faultyCertificates: [FaultyCertificate] = []
  /// Whether this machine has a store of publicly known authorities at all.
  public var hasSystemRoots = true
  /// The certificates that are imported for this host and port.
  public let imported: [CertificateDetails]
  /// This machine's time at the inspection, in seconds since 1970; 0 when unknown.
  public var now: Int64 = 0
  /// Whether the server has completed the handshake, which proves that it has the private key.
  /// Without that, anybody could show the true certificate with authorities of his own behind it.
  public var isProven = false

  /// The result of an inspection; by default of a machine that has system roots.
  public init(
    server: Endpoint, chain: [CertificateDetails], faults: [CertificateFault],
    verifyCodes: [Int] = [], imported: [CertificateDetails] = []
  ) {
    self.server = server
    self.chain = chain
    self.faults = faults
    self.verifyCodes = verifyCodes
    self.imported = imported
  }

  /// Whether a mail would be sent to a server with this certificate.
  public var isTrusted: Bool { faults.isEmpty && !chain.isEmpty }
}
