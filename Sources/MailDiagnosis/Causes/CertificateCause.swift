public import MailSettings

/// The server's certificate: `certificate.*`.
public enum CertificateCause: Equatable, Sendable {
  case refused(RefusedCertificate)
  /// The handshake broke off over the certificate itself; OpenSSL's words.
  case unreadable(Endpoint, UnreadableCertificate, said: String)
}

/// A certificate that was judged and refused.
public struct RefusedCertificate: Equatable, Sendable {
  /// The server that showed it.
  public let server: Endpoint
  /// The chain with its faults; nil where none was seen.
  public let inspection: CertificateInspection?
  /// The fault that gives the diagnosis its id.
  public let gravest: CertificateFault
  /// The other faults that say something new.
  public let others: [CertificateFault]
  /// A name in the certificate that leads to the same address; nil where none is known.
  public let sameAddressName: String?
  /// This machine's time, in seconds since 1970.
  public let now: Int64
  /// Whether importing it, or its authority's, mends all of its faults.
  public let isMendedByImport: Bool
}

/// Why a certificate was never judged.
public enum UnreadableCertificate: Equatable, Sendable {
  /// A chain of more than 100 kB.
  case tooLarge
  /// The server could not prove to have the key.
  case notProven
  /// None was shown.
  case missing
  case malformed
}
