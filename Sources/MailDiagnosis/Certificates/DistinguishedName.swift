/// The name of a certificate's subject or issuer on one line, `CN=Example CA, O="Example, Inc."`.
public struct DistinguishedName {
  /// Its parts in order, such as `CN=Example CA`.
  public let parts: [String]

  /// Reads OpenSSL's form, in which a comma within a value is quoted or behind a backslash.
  public init(_ text: String) {
    var parts = [""]
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if character == ",", !isQuoted, !isEscaped {
        parts.append("")
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      if parts[parts.count - 1].isEmpty, character == " " { continue }
      parts[parts.count - 1].append(character)
    }
    self.parts = parts.filter { !$0.isEmpty }
  }

  /// The whole name with its common names first.
  public var commonNameFirst: String {
    let isCommon = { (part: String) in part.hasPrefix("CN=") }
    return (parts.filter(isCommon) + parts.filter { !isCommon($0) }).joined(separator: ", ")
  }

  /// The last common name, which is the most specific one; else the organization, else the whole
  /// name.
  public var short: String {
    for key in ["CN=", "OU=", "O="] {
      guard let part = parts.last(where: { $0.hasPrefix(key) }) else { continue }
      let value = part.dropFirst(key.count).filter { $0 != "\"" && $0 != "\\" }
      if !value.isEmpty { return value }
    }
    return parts.joined(separator: ", ")
  }
}

extension CertificateDetails {
  /// The short name of the subject; empty for a certificate without a name.
  public var subjectName: String { DistinguishedName(subject).short }

  /// The short name of the issuer.
  public var issuerName: String { DistinguishedName(issuer).short }
}
