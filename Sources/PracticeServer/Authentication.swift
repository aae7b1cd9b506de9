import FoundationEssentials

/// An AUTH exchange (RFC 4954) that takes every user name and password.
///
/// The password is dropped as soon as its form is checked: nothing of it is kept or written.
enum Authentication: Equatable {
  case plain
  case loginUser
  case loginPassword(user: String)

  enum Step: Equatable {
    case challenge(Authentication, Reply)
    case accepted(user: String)
    case refused(Reply)
  }

  /// Begins an exchange for a mechanism; `=` stands for an empty initial response.
  static func begin(_ mechanism: String, initialResponse: String?) -> Step {
    switch mechanism {
    case "PLAIN":
      guard let initialResponse else { return .challenge(.plain, Reply(334, nil, "")) }
      return plain.answer(initialResponse == "=" ? "" : initialResponse)
    case "LOGIN":
      guard let initialResponse else { return .challenge(.loginUser, userPrompt) }
      return loginUser.answer(initialResponse == "=" ? "" : initialResponse)
    default:
      return .refused(Reply(504, "5.5.4", "Mechanism not supported: use PLAIN or LOGIN"))
    }
  }

  func answer(_ line: String) -> Step {
    guard line != "*" else { return .refused(Reply(501, "5.7.0", "Authentication cancelled")) }
    guard let bytes = Data(base64Encoded: line).map(Array.init) else {
      return .refused(Reply(501, "5.5.2", "The response is not Base64"))
    }
    switch self {
    case .plain:
      // RFC 4616: authorization identity NUL user NUL password
      let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[1].isEmpty else {
        return .refused(Reply(501, "5.5.2", "The response is not a PLAIN message"))
      }
      return .accepted(user: Self.name(parts[1]))
    case .loginUser:
      guard !bytes.isEmpty else { return .refused(Reply(501, "5.5.2", "The user name is empty")) }
      return .challenge(.loginPassword(user: Self.name(bytes[...])), Self.passwordPrompt)
    case .loginPassword(let user):
      return .accepted(user: user)
    }
  }

  private static let userPrompt = Reply(334, nil, "VXNlcm5hbWU6")
  private static let passwordPrompt = Reply(334, nil, "UGFzc3dvcmQ6")

  /// Control characters are replaced: the name may be shown on a terminal.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
        }))
  }
}
