internal import MailSettings
internal import SystemAccess

extension UnencodableText: CustomStringConvertible {
  /// What is wrong and what to do, in one sentence; at most ten of the characters are named.
  public var description: String {
    let shown = characters.prefix(10).map { "“\(String($0).printable())”" }
    let names = shown.joined(separator: ", ") + (characters.count > 10 ? " and others" : "")
    return "The encoding \(encoding.text) has no \(names), as in the \(partName);"
      + " \(proposal.text) holds every character."
  }

  private var partName: String {
    switch part {
    case .displayName: "display name"
    case .subject: "subject"
    case .body: "text"
    }
  }
}
