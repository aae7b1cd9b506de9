internal import CIDN2
import Glibc

extension HostNameFault {
  /// Wraps a fault as an error, for typed throws.
  struct Thrown: Error {
    let fault: HostNameFault
  }
}

/// Domain names in the form that goes on the wire.
enum DomainName {
  /// The name in lower-case ASCII with A-labels, checked by RFC 1123 section 2.1.
  ///
  /// - Parameter allowsUnderscores: whether `_` is accepted, as in the names of containers and
  ///   Windows hosts.
  static func ascii(
    _ name: String, allowsUnderscores: Bool = false
  ) throws(HostNameFault.Thrown) -> String {
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    let hasSpace =
      isASCII ? name.utf8.contains(where: \.isSpace) : name.contains(where: \.isWhitespace)
    if hasSpace { throw .init(fault: .space) }
    let ascii = isASCII ? name.lowercased() : try aLabels(name)
    try check(ascii, allowsUnderscores)
    return ascii
  }

  /// Converts with libidn2: IDNA 2008 with the mapping of UTS #46, non-transitional as in browsers.
  private static func aLabels(_ name: String) throws(HostNameFault.Thrown) -> String {
    var output: UnsafeMutablePointer<CChar>?
    let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
    let result = idn2_to_ascii_8z(name, &output, flags)
    guard result == IDN2_OK.rawValue, let output else {
      switch result {
      case IDN2_TOO_BIG_LABEL.rawValue, IDN2_PUNYCODE_BIG_OUTPUT.rawValue:
        throw .init(fault: .longLabel)
      case IDN2_HYPHEN_STARTEND.rawValue: throw .init(fault: .hyphen)
      case IDN2_TOO_BIG_DOMAIN.rawValue: throw .init(fault: .longName)
      default: throw .init(fault: .notInternational)
      }
    }
    defer { idn2_free(output) }
    return String(cString: output)
  }

  /// Whether the last label is a number, so that only an IPv4 address can be meant (RFC 1123
  /// section 2.1).
  static func endsInNumber(_ ascii: String) -> Bool {
    ascii.utf8.split(separator: UInt8(ascii: ".")).last?.allSatisfy(\.isDigit) == true
  }

  /// Checks a name that ends in a number: four numbers from 0 to 255 without leading zeros.
  static func checkIPv4(_ ascii: String) throws(HostNameFault.Thrown) {
    var address = in_addr()
    guard inet_pton(AF_INET, ascii, &address) != 1 else { return }
    let isDigitsAndDots = ascii.allSatisfy { $0.isNumber || $0 == "." }
    throw .init(fault: isDigitsAndDots ? .notIPv4 : .numericTop)
  }

  /// Checks the lengths and characters of an ASCII name (RFC 1035 section 2.3, RFC 1123 section
  /// 2.1).
  private static func check(
    _ name: String, _ allowsUnderscores: Bool
  ) throws(HostNameFault.Thrown) {
    guard name.utf8.count <= 253 else { throw .init(fault: .longName) }
    let (hyphen, underscore) = (UInt8(ascii: "-"), UInt8(ascii: "_"))
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for label in labels {
      if label.isEmpty { throw .init(fault: .emptyLabel) }
      let odd = label.first {
        !($0.isLetterDigitHyphen || (allowsUnderscores && $0 == underscore))
      }
      if let odd { throw .init(fault: .character(Character(Unicode.Scalar(odd)))) }
      if label.first == hyphen || label.last == hyphen { throw .init(fault: .hyphen) }
      if label.count > 63 { throw .init(fault: .longLabel) }
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

  /// Whether it is ASCII white space.
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// Whether it is an ASCII letter, digit or hyphen ("LDH", RFC 5890 section 2.3.1).
  fileprivate var isLetterDigitHyphen: Bool {
    isDigit || (0x61...0x7A).contains(self | 0x20) || self == UInt8(ascii: "-")
  }
}
