internal import COpenSSL
internal import Glibc
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// An X.509 certificate.
final class Certificate {
  let pointer: OpaquePointer

  /// Shares a certificate that OpenSSL owns.
  init(retaining pointer: OpaquePointer) {
    X509_up_ref(pointer)
    self.pointer = pointer
  }

  /// Reads one certificate; nil when the text holds none.
  init?(pem: String) {
    let pointer = OpenSSLText.read(pem) { PEM_read_bio_X509($0, nil, nil, nil) }
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { X509_free(pointer) }

  var isSelfIssued: Bool {
    X509_NAME_cmp(X509_get_subject_name(pointer), X509_get_issuer_name(pointer)) == 0
  }

  /// Whether both are the same certificate.
  func isSame(as other: Certificate?) -> Bool {
    other.map { X509_cmp(pointer, $0.pointer) == 0 } ?? false
  }

  /// Whether it may sign other certificates.
  var isCA: Bool { X509_check_ca(pointer) > 0 }

  /// Whether its key has less than 112 bits of security (NIST SP 800-57).
  var hasWeakKey: Bool {
    guard let key = X509_get0_pubkey(pointer) else { return false }
    return EVP_PKEY_get_security_bits(key) < 112
  }

  /// Whether it is signed with MD5 or SHA-1.
  var hasWeakSignature: Bool {
    var bits: Int32 = 0
    guard X509_get_signature_info(pointer, nil, nil, &bits, nil) == 1, bits > 0 else {
      return false
    }
    return bits < 80
  }

  /// SHA-256 of the DER form, upper-case hex pairs with colons.
  var sha256: String {
    digest.map(Hexadecimal.pair).joined(separator: ":")
  }

  /// SHA-256 of the DER form; empty where OpenSSL refuses.
  var digest: [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    return X509_digest(pointer, EVP_sha256(), &digest, &length) == 1 ? digest : []
  }

  var pem: String {
    OpenSSLText.written { PEM_write_bio_X509($0, pointer) }
  }
}

/// Text that OpenSSL reads from a BIO, or writes to one.
enum OpenSSLText {
  /// What `read` makes of the text; it must not keep the BIO, which does not copy the text.
  static func read<Value>(_ text: String, _ read: (OpaquePointer) -> Value?) -> Value? {
    guard Libraries.shortage == nil else { return nil }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { bytes in
      guard let count = Int32(exactly: bytes.count),
        let bio = BIO_new_mem_buf(bytes.baseAddress, count)
      else { return nil }
      defer { BIO_free(bio) }
      let value = read(bio)
      if value == nil { ERR_clear_error() }
      return value
    }
  }

  static func written(_ write: (OpaquePointer) -> Int32) -> String {
    String(decoding: bytes(write) ?? [], as: UTF8.self)
  }

  /// The bytes that OpenSSL writes; nil when it writes none.
  static func bytes(_ write: (OpaquePointer) -> Int32) -> [UInt8]? {
    guard let bio = BIO_new(BIO_s_mem()) else { return nil }
    defer { BIO_free(bio) }
    guard write(bio) > 0 else { return nil }
    var bytes: UnsafeMutablePointer<CChar>?
    let count = postern_bio_bytes(bio, &bytes)
    guard let bytes, count > 0 else { return nil }
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }
}

/// Text with certificates in PEM form (RFC 7468).
enum PEMText {
  /// Each certificate of the text with its lines BEGIN and END; other text is left out (section 2).
  static func blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("-----BEGIN CERTIFICATE-----") { lines = [] }
      lines?.append(line)
      if line.hasPrefix("-----END CERTIFICATE-----"), let block = lines {
        blocks.append(block.joined(separator: "\n") + "\n")
        lines = nil
      }
    }
    return blocks
  }
}
