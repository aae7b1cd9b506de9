internal import FoundationEssentials
internal import MailSettings
internal import SystemAccess

/// A server's challenge during a sign-in: the base64 behind `334` or `+` (RFC 4954).
public enum Challenge {
  /// The decoded challenge, cut and free of control characters; nil when it is not the base64 of a
  /// text.
  ///
  /// It may repeat a secret: ``TranscriptRedactor/redact(_:)-(String)`` has to be applied before it
  /// is shown.
  public static func decode(_ payload: some StringProtocol) -> String? {
    guard let bytes = Base64.decode(payload.utf8.filter { $0 != 0x20 }), !bytes.isEmpty,
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return text.printable(limit: 1000)
  }

  /// The decoded challenge where it is safe to show: a prompt, or an OAuth error's JSON; else nil.
  static func harmless(_ payload: some StringProtocol) -> String? {
    guard let text = decode(payload) else { return nil }
    let prompts = ["username:", "password:", "user name", "user name·", "login:", "password·"]
    return prompts.contains(text.lowercased()) || text.hasPrefix("{") ? text : nil
  }
}

/// Base64 (RFC 4648), as SASL exchanges carry it.
enum Base64 {
  private static let padding: UInt8 = 0x3D

  /// Encodes without padding; the last character may hold fewer than six bits.
  static func unpadded(_ bytes: [UInt8]) -> [UInt8] {
    Array(Data(bytes).base64EncodedData().prefix { $0 != padding })
  }

  /// Decodes with or without padding; nil when the text is not base64.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.prefix { $0 != padding }
    let rest = text[digits.endIndex...]
    guard rest.count <= 2, rest.allSatisfy({ $0 == padding }) else { return nil }
    let missing = [UInt8](repeating: padding, count: (4 - digits.count % 4) % 4)
    return Data(base64Encoded: Data(digits + missing)).map(Array.init)
  }
}
