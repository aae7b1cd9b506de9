internal import MailDialogue

/// What a failed TLS handshake means, by OpenSSL's packed error code (ERR_get_error(3)) or its
/// text.
enum TLSFailure: CaseIterable {
  /// What the server sent was not a TLS record.
  case notTLS
  case tooOld
  case noCommonCipher
  case clientCertificate
  case unknownName
  /// A key or parameter too small.
  case weak
  case certificate
  /// A certificate or chain that cannot be read, for example one of more than 100 kB.
  case unreadableCertificate
  /// The connection ended during the handshake.
  case cut
  /// The server sent another alert.
  case serverError
  case unknown

  /// Reads a code: OpenSSL 3 packs the library above 23 bits of reason; 20 is `ERR_LIB_SSL`.
  init(code: UInt, text: String) {
    let known =
      switch code >> 23 & 0xFF {
      case 20: Self.byReason(code & 0x7F_FFFF)
      // ERR_LIB_X509, ERR_LIB_ASN1, ERR_LIB_X509V3: nothing but certificates is read by them.
      case 11, 13, 34: TLSFailure.unreadableCertificate
      default: nil as TLSFailure?
      }
    self = known ?? Self.byText(SearchText(text)) ?? .unknown
  }

  /// `SSL_R_…`; above 1000 they are alerts of the other side (RFC 8446 section 6).
  private static func byReason(_ reason: UInt) -> TLSFailure? {
    switch reason {
    case 0x10B, 0xC6, 0x9B, 0x9C: .notTLS
    case 0x42E, 0x14D, 0x102, 0x10A, 0x18C: .tooOld
    case 0x410, 0x42F, 0xC1, 0xB5: .noCommonCipher
    case 0x45C, 0x412, 0x411: .clientCertificate
    case 0x458: .unknownName
    case 0x18A, 0x18D, 0x18E, 0x18F: .weak
    case 0x86: .certificate
    case 0x7B, 0x87, 0x98, 0x9F, 0xB0, 0xEF, 0xF7, 0x17F: .unreadableCertificate
    case 0x126: .cut
    case 1000...1255: .serverError
    default: nil
    }
  }

  private static let texts: [(Phrases, TLSFailure)] = [
    (["wrong version number", "packet length too long", "http request"], .notTLS),
    (["protocol version", "unsupported protocol", "version too low"], .tooOld),
    (["key too small", "md too weak"], .weak),
    (["handshake failure", "no shared cipher", "insufficient security"], .noCommonCipher),
    (["certificate required"], .clientCertificate),
    (["unrecognized name", "unrecognised name"], .unknownName),
    (["certificate verify failed"], .certificate),
    (["excessive message size", "asn1 encoding routines"], .unreadableCertificate),
    (["unexpected eof", "ssl_error_syscall", "connection reset", "broken pipe"], .cut),
    (["alert", "internal error"], .serverError),
  ]

  private static func byText(_ text: SearchText) -> TLSFailure? {
    texts.first { text.has($0.0) }?.1
  }
}
