/// Lists of addresses.
extension HeaderField {
  /// An entry of a list of addresses.
  enum Entry: Equatable {
    /// ASCII that goes out as it came.
    case verbatim(String)
    /// A name, empty for none, with an address.
    case mailbox(name: String, address: String)
    /// A phrase already quoted or in encoded words, with an address.
    case phrase(String, address: String)
    /// A group's name, before its colon.
    case group(String)
  }

  /// A list of addresses, separated by commas except next to the `Name:` and `;` of groups.
  static func list(
    _ name: String, _ entries: [Entry], _ transcoder: Transcoder
  ) throws(UnencodableText) -> HeaderField {
    let phrases = entries.map { entry in
      switch entry {
      case .mailbox(let name, _), .group(let name): Phrase(name)
      case .verbatim, .phrase: Phrase("")
      }
    }
    let isEncoded = phrases.contains(where: \.needsEncoding)
    var field = HeaderField(name, limit: isEncoded ? encodedLimit : softLimit)
    for (index, entry) in entries.enumerated() {
      let comma = entry.takesComma(before: entries.dropFirst(index + 1).first) ? "," : ""
      switch entry {
      case .verbatim(let text): field.append(verbatim: text + comma)
      case .phrase(let phrase, let address):
        field.append(verbatim: "\(phrase) <\(address)>\(comma)")
      case .mailbox(_, let address):
        try field.append(phrases[index], address, comma, transcoder)
      case .group: try field.append(group: phrases[index], transcoder)
      }
    }
    return field
  }

  private mutating func append(
    group name: Phrase, _ transcoder: Transcoder
  ) throws(UnencodableText) {
    try append(name, transcoder)
    append(":", after: " ")
  }

  private mutating func append(verbatim text: String) {
    for word in Word.words(of: text) { append(word.text, after: word.space) }
  }
}

extension HeaderField.Entry {
  private var text: String {
    switch self {
    case .verbatim(let text): text
    case .mailbox(_, let address), .phrase(_, let address): address
    case .group: ":"
    }
  }

  fileprivate func takesComma(before next: HeaderField.Entry?) -> Bool {
    guard let next else { return false }
    return !text.hasSuffix(":") && next.text != ";"
  }
}
