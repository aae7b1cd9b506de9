internal import FoundationEssentials

/// An AUTH exchange (RFC 4954) that takes every user name and password.
///
/// The password is dropped as soon as its form is checked: nothing of it is kept or written.
enum Authentication: Equatable {
  case plain
  case loginUser
  case loginPassword(user: String)

  enum Step: Equatable {
    case challenge(Authentication, SMTPReply)
    case accepted(user: String)
    case refused(SMTPReply)
  }

  /// Begins an exchange for a mechanism; `=` stands for an empty initial response.
  static func begin(_ mechanism: String, initialResponse: String?) -> Step {
    switch mechanism {
    case "PLAIN":
      guard let initialResponse else { return .challenge(.plain, .emptyPrompt) }
      return plain.answer(initialResponse == "=" ? "" : initialResponse)
    case "LOGIN":
      guard let initialResponse else { return .challenge(.loginUser, .userPrompt) }
      return loginUser.answer(initialResponse == "=" ? "" : initialResponse)
    default:
      return .refused(.unknownMechanism)
    }
  }

  func answer(_ line: String) -> Step {
    guard line != "*" else { return .refused(.authenticationCancelled) }
    guard let bytes = Data(base64Encoded: line).map(Array.init) else {
      return .refused(.notBase64)
    }
    switch self {
    case .plain:
      // RFC 4616: authorization identity NUL user NUL password
      let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[1].isEmpty else {
        return .refused(.notPlain)
      }
      return .accepted(user: Self.name(parts[1]))
    case .loginUser:
      guard !bytes.isEmpty else { return .refused(.emptyUser) }
      return .challenge(.loginPassword(user: Self.name(bytes[...])), .passwordPrompt)
    case .loginPassword(let user):
      return .accepted(user: user)
    }
  }

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
