internal import MailSettings
internal import SystemAccess

extension String {
  /// This foreign text in quotation marks for a sentence: at most 100 characters, without a final
  /// full stop.
  var quoted: String {
    var text = printable(limit: 100)
    while text.hasSuffix(".") || text.hasSuffix(" ") { text.removeLast() }
    return "“\(text)”"
  }
}

extension [String] {
  /// The first three of these names, short enough for a sentence.
  var listed: String {
    let shown = prefix(3).map { $0.printable(limit: 40) }.joined(separator: ", ")
    return count > 3 ? shown + " and others" : shown
  }

  /// These words as a list in a sentence: `expired, too weak and signed by itself`.
  var enumerated: String {
    guard let last, count > 1 else { return joined() }
    return "\(dropLast().joined(separator: ", ")) and \(last)"
  }
}

extension HostName {
  /// Short enough for a sentence.
  var shown: String { text.printable(limit: 60) }
}

extension Endpoint {
  /// `mail.example.com (port 587)`
  var hostAndPort: String { "\(host.shown) (port \(port))" }
}

extension String {
  /// Short enough for a sentence.
  var shown: String { printable(limit: 60) }

  /// This sender, short enough for a sentence; `<>` for the empty one of a notification.
  var shownSender: String { isEmpty ? "<>" : shown }
}

extension String? {
  /// A user name, short enough for a sentence.
  var shown: String {
    guard let self, !self.isEmpty else { return "no user" }
    return self.shown
  }
}
