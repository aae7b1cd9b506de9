public import Foundation

/// What a certificate made for a test shall be like.
public struct CertificateRequest: Sendable {
  /// The kind of key.
  public enum Key: Sendable {
    /// An RSA key of so many bits.
    case rsa(Int)
    /// A key on the curve P-256.
    case ec
    /// A key on the curve of Ed25519, whose signatures have no digest of their own.
    case ed25519
  }

  /// The digest of the signature.
  public enum Digest: String, Sendable {
    /// The usual one.
    case sha256
    /// Long broken.
    case sha1
    /// Broken even longer; the authority's key has to be RSA, since ECDSA has no such signature.
    case md5
  }

  /// What the extended key usage allows.
  public enum Purpose: String, Sendable {
    /// A server's certificate.
    case server = "serverAuth"
    /// A client's certificate only.
    case client = "clientAuth"
  }

  /// DNS names among the alternative names.
  public var names: [String]
  /// IP addresses among the alternative names.
  public var addresses: [String]
  /// The subject's common name; the first DNS name when nil.
  public var commonName: String?
  /// The kind of key.
  public var key: Key
  /// The first moment at which it is valid.
  public var from: Date
  /// The last moment at which it is valid.
  public var until: Date
  /// The digest of the signature.
  public var digest: Digest
  /// What the extended key usage allows.
  public var purpose: Purpose
  /// More lines of openssl's configuration, such as `1.2.3.4 = critical, ASN1:NULL`; they come
  /// last.
  public var moreExtensions: [String] = []
  /// The whole subject, such as `/CN=one/CN=two`, instead of a common name.
  public var distinguishedName: String?

  /// A sound certificate for this machine, unless told otherwise.
  public init(
    names: [String] = ["localhost"],
    addresses: [String] = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "::1"],
    commonName: String? = nil, key: Key = .ec, from: Date = Date(timeIntervalSinceNow: -86_400),
    until: Date = Date(timeIntervalSinceNow: 90 * 86_400), digest: Digest = .sha256,
    purpose: Purpose = .server
  ) {
    self.names = names
    self.addresses = addresses
    self.commonName = commonName
    self.key = key
    self.from = from
    self.until = until
    self.digest = digest
    self.purpose = purpose
  }

  /// A certificate whose time ended yesterday.
  public static var expired: CertificateRequest {
    CertificateRequest(
      from: Date(timeIntervalSinceNow: -30 * 86_400), until: Date(timeIntervalSinceNow: -86_400))
  }

  /// A certificate whose time begins tomorrow.
  public static var notYetValid: CertificateRequest {
    CertificateRequest(from: Date(timeIntervalSinceNow: 86_400))
  }

  var subject: String {
    distinguishedName ?? "/CN=" + (commonName ?? names.first ?? addresses.first ?? "nobody")
  }

  /// The extensions of RFC 5280, section 4.2, as openssl's configuration words them.
  var extensions: String {
    let alternatives = names.map { "DNS:\($0)" } + addresses.map { "IP:\($0)" }
    var lines = ["basicConstraints = critical, CA:FALSE", "extendedKeyUsage = \(purpose.rawValue)"]
    if !alternatives.isEmpty {
      lines.append("subjectAltName = " + alternatives.joined(separator: ", "))
    }
    return (lines + moreExtensions).joined(separator: "\n") + "\n"
  }
}

/// A certificate with its key, as PEM files that live as long as the value.
public struct IssuedCertificate: Sendable {
  /// The path of the certificate alone.
  public let certificate: String
  /// The path of its private key, not encrypted.
  public let key: String
  /// The path of what a server sends: the certificate, then the intermediate authorities.
  public let chain: String
  /// The path of the chain with the root at its end.
  public let chainWithRoot: String
  /// SHA-256 of the certificate's DER form, as upper-case hex pairs with colons.
  public let fingerprint: String
  let folder: TemporaryFolder
}
