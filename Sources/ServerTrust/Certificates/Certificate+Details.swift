internal import COpenSSL
internal import Glibc
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension Certificate {
  /// The longest text of one field that is kept: a server can send any amount.
  private static let longestText = 250
  private static let mostNames = 30

  var details: CertificateDetails {
    CertificateDetails(
      subject: name(X509_get_subject_name(pointer)), issuer: name(X509_get_issuer_name(pointer)),
      names: alternativeNames, notBefore: seconds(X509_get0_notBefore(pointer)),
      notAfter: seconds(X509_get0_notAfter(pointer)), key: key, signature: signature,
      sha256: sha256, isCA: isCA, pem: pem)
  }

  /// A distinguished name by RFC 2253, in UTF-8, the common name first.
  private func name(_ name: OpaquePointer?) -> String {
    let text = OpenSSLText.written { X509_NAME_print_ex($0, name, 0, postern_name_flags()) }
    return DistinguishedName(text).commonNameFirst.printable(limit: Self.longestText)
  }

  private var alternativeNames: [String] {
    guard let found = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return [] }
    let names = OpaquePointer(found)
    defer { postern_names_free(names) }
    let count = postern_names_count(names)
    let shown = (0..<min(max(count, 0), Int32(Self.mostNames)))
      .compactMap { postern_name_at(names, $0).flatMap(alternativeName) }
    return shown + (count > Self.mostNames ? ["…"] : [])
  }

  private func alternativeName(_ name: UnsafePointer<GENERAL_NAME>) -> String? {
    switch name.pointee.type {
    case GEN_DNS: bytes(name.pointee.d.dNSName).map(text)
    case GEN_IPADD: bytes(name.pointee.d.iPAddress).flatMap(address)
    default: nil
    }
  }

  private func bytes(_ string: UnsafeMutablePointer<ASN1_STRING>?) -> [UInt8]? {
    guard let string, let start = ASN1_STRING_get0_data(string) else { return nil }
    let length = min(Int(ASN1_STRING_length(string)), 4 * Self.longestText)
    return Array(UnsafeBufferPointer(start: start, count: length))
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).printable(limit: Self.longestText)
  }

  private func address(_ bytes: [UInt8]) -> String? {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family =
      switch bytes.count {
      case 4: AF_INET
      case 16: AF_INET6
      default: Int32(-1)
      }
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A date in seconds since 1970; 0 for what is not a date.
  private func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else { return 0 }
    return Int64(timegm(&parts))
  }

  private var key: String {
    guard let key = X509_get0_pubkey(pointer) else { return "unknown" }
    let bits = postern_key_bits(key)
    let kind = postern_key_kind(key)
    return switch kind {
    case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: "RSA \(bits)"
    case EVP_PKEY_EC: "EC \(bits)"
    case EVP_PKEY_ED25519: "Ed25519"
    case EVP_PKEY_ED448: "Ed448"
    case EVP_PKEY_DSA: "DSA \(bits)"
    default: "\(OBJ_nid2sn(kind).map { String(cString: $0) } ?? "unknown") \(bits)"
    }
  }

  private var signature: String {
    OBJ_nid2ln(X509_get_signature_nid(pointer)).map { String(cString: $0) } ?? "unknown"
  }
}
