internal import COpenSSL
package import MailDiagnosis
internal import MailSettings

/// A certificate with its private key, to sign with.
package struct SigningCertificate: Sendable {
  /// SHA-256 of the certificate's DER form: `x5t#S256` (RFC 7515 section 4.1.8).
  package let sha256: [UInt8]
  private let key: RSAKey

  /// Which of the two texts cannot be used, and why.
  package enum Fault: Error, Equatable {
    case certificate(KeyFault)
    case key(KeyFault)
  }

  /// Reads both from PEM.
  package init(certificate: String, key: String) throws(Fault) {
    guard let block = PEMText.blocks(certificate).first, let parsed = Certificate(pem: block)
    else { throw .certificate(.notACertificate) }
    do throws(KeyFault) {
      self.key = try RSAKey.read(pem: key)
    } catch { throw .key(error) }
    let isPair = X509_check_private_key(parsed.pointer, self.key.pointer) == 1
    ERR_clear_error()
    guard isPair else { throw .key(.otherCertificate) }
    sha256 = parsed.digest
  }

  package func signature(of bytes: [UInt8], _ algorithm: RSASignature) -> [UInt8]? {
    key.signature(of: bytes, algorithm)
  }
}

extension RSAKey {
  /// Reads a private key in PKCS#8 or PKCS#1 form; an encrypted one is refused.
  static func read(pem: String) throws(KeyFault) -> RSAKey {
    guard !pem.contains("ENCRYPTED") else { throw .encrypted }
    let key = OpenSSLText.read(pem) { bio in
      // Without this callback, OpenSSL would ask for a password at the terminal.
      PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key else { throw .notAKey }
    guard let safe = RSAKey(taking: key) else { throw .notRSA }
    return safe
  }
}
