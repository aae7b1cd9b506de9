import Foundation

/// The forms in which a password could come to light.
struct Needles: Sendable {
  private let forms: [(name: String, bytes: Data)]

  /// All forms of a password, and of it in the message of PLAIN.
  init(_ password: String, user: String) {
    let bytes = Array(password.utf8)
    var forms = [("raw", Data(bytes))]
    for shift in 0...2 { forms.append(("base64 at \(shift)", Self.base64(bytes, shift))) }
    forms.append(("PLAIN", Data("\0\(user)\0\(password)".utf8).base64EncodedData()))
    let hex = bytes.map { String(format: "%02x", $0) }.joined()
    forms += [("hex", Data(hex.utf8)), ("hex", Data(hex.uppercased().utf8))]
    let escaped = password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    forms.append(("percent-encoded", Data(escaped.utf8)))
    // As TOML, JSON and a quoted string write it.
    let quoted = password.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    forms.append(("quoted", Data(quoted.utf8)))
    self.forms = forms
  }

  /// The characters that stand for the password alone when so many other bytes come before it.
  private static func base64(_ bytes: [UInt8], _ shift: Int) -> Data {
    let text = Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString()
    let whole = (shift + bytes.count) * 8 / 6
    return Data(text.prefix(whole).dropFirst(shift == 0 ? 0 : shift + 1).utf8)
  }

  /// The forms that stand in these bytes.
  func found(in data: Data) -> [String] {
    // White space may have been put in where lines were folded.
    let folded = Data(data.filter { ![0x20, 0x0A, 0x0D, 0x09].contains($0) })
    return forms.filter { form in
      let bare = Data(form.bytes.filter { $0 != 0x20 })
      return data.range(of: form.bytes) != nil || folded.range(of: bare) != nil
    }.map(\.name)
  }

  func found(in text: String) -> [String] { found(in: Data(text.utf8)) }
}
