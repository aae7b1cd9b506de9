internal import MailSettings
internal import SystemAccess

/// A SHA-256 fingerprint as a person gives it: 64 hexadecimal digits, with or without colons, in
/// either case.
struct CertificateFingerprint: Equatable {
  /// Upper-case pairs with colons, as a certificate's details have it.
  let text: String

  /// Reads what was typed, or copied whole from `openssl x509 -fingerprint -sha256`.
  init(typed: String) throws(ImportRefusal) {
    let last = typed.split(separator: "=", omittingEmptySubsequences: false).last ?? ""
    let digits = last.filter { $0 != ":" && !$0.isWhitespace }
    let isHex = digits.allSatisfy { $0.isHexDigit && $0.isASCII }
    guard isHex, digits.count == 64 else {
      throw .notAFingerprint(typed.printable(limit: 100), digits: isHex ? digits.count : nil)
    }
    let upper = Array(digits.uppercased())
    text = stride(from: 0, to: 64, by: 2).map { String(upper[$0...($0 + 1)]) }
      .joined(separator: ":")
  }
}
