internal import COpenSSL
internal import MailSettings

/// A PKCS#12 file (RFC 7292) of certificates without keys, which Java reads as a trust store.
enum PKCS12 {
  /// Oracle's attribute that marks a certificate as trusted, with the purpose "any" (RFC 5280
  /// section 4.2.1.12); Java ignores entries without it. An object can be created only once in a
  /// process.
  private static let trustedKeyUsage = OBJ_create(
    "2.16.840.1.113894.746875.1.1", "oracleTrustedKeyUsage", "Oracle's trusted key usage")
  private static let anyPurpose = "2.5.29.37.0"

  /// The rounds of key derivation that Java's own keytool uses.
  private static let rounds: Int32 = 10_000

  /// A certificate with the alias that Java shows for it.
  struct Entry {
    var name: String
    let certificate: Certificate

    init(_ name: String, _ certificate: Certificate) {
      self.name = name
      self.certificate = certificate
    }
  }

  /// The file's bytes; nil where OpenSSL refuses.
  static func file(_ entries: [Entry], password: Secret) -> [UInt8]? {
    var bags: OpaquePointer?
    defer { postern_bags_free(bags) }
    for entry in unique(entries) {
      guard add(entry.certificate, named: entry.name, to: &bags) else { return nil }
    }
    return write(bags, password.reveal())
  }

  /// Adds a number to an alias that is used already: Java would drop the other entry.
  private static func unique(_ entries: [Entry]) -> [Entry] {
    var taken: Set<String> = []
    return entries.map { entry in
      let names = (1...).lazy.map { $0 == 1 ? entry.name : "\(entry.name) (\($0))" }
      // Java compares aliases without case.
      guard let name = names.first(where: { taken.insert($0.lowercased()).inserted }) else {
        return entry
      }
      return Entry(name, entry.certificate)
    }
  }

  private static func add(
    _ certificate: Certificate, named name: String, to bags: inout OpaquePointer?
  ) -> Bool {
    guard let bag = PKCS12_add_cert(&bags, certificate.pointer),
      PKCS12_add_friendlyname_utf8(bag, name, -1) == 1,
      let purpose = OBJ_txt2obj(anyPurpose, 1)
    else { return false }
    defer { ASN1_OBJECT_free(purpose) }
    // A length of -1 makes OpenSSL take the value as an object instead of text.
    return PKCS12_add1_attr_by_NID(
      bag, trustedKeyUsage, V_ASN1_OBJECT, UnsafePointer<UInt8>(purpose), -1) == 1
  }

  private static func write(_ bags: OpaquePointer?, _ password: String) -> [UInt8]? {
    var safes: OpaquePointer?
    defer { postern_safes_free(safes) }
    guard PKCS12_add_safe(&safes, bags, NID_aes_256_cbc, rounds, password) == 1,
      let file = PKCS12_add_safes(safes, 0)
    else { return nil }
    defer { PKCS12_free(file) }
    guard
      PKCS12_set_mac(
        file, password, Int32(password.utf8.count), nil, 0, rounds, EVP_sha256()) == 1
    else { return nil }
    return OpenSSLText.bytes { i2d_PKCS12_bio($0, file) }
  }
}
