internal import MailSettings

/// Encodes fields of a message that was handed in so that every server takes them.
struct FieldEncoding {
  /// The character set of what is encoded, where it has every character; else UTF-8 is used.
  let transcoder: Transcoder
  /// Decodes octets that declare no charset.
  let unnamed: UnnamedText

  private static let addresses = [
    "from", "sender", "reply-to", "to", "cc", "resent-from", "resent-sender", "resent-to",
    "resent-cc", "disposition-notification-to", "errors-to",
  ]
  private static let withParameters = ["content-type", "content-disposition"]

  init(_ encoding: CharacterEncoding) {
    (transcoder, unnamed) = (Transcoder(encoding), UnnamedText(encoding: encoding))
  }

  /// Whether a field of this name holds addresses.
  static func hasAddresses(_ field: HandedHeader.Field) -> Bool {
    addresses.contains(field.name.lowercased())
  }

  /// The field, encoded where it has octets beyond ASCII or a line that is too long.
  func encoded(_ field: HandedHeader.Field) throws(UnencodableText) -> HandedHeader.Field {
    guard field.isEightBit || field.hasLongLine else { return field }
    if Self.hasAddresses(field) {
      let list = AddressList(unnamed.text(field.value))
      return try self.list(field.name, Self.entries(list, Self.entries))
    }
    let text = unnamed.text(field.value)
    guard Self.withParameters.contains(field.name.lowercased()) else {
      return .init(name: field.name, bytes: try unstructured(field.name, Self.read(text)).bytes)
    }
    // The lines between the parts have the boundary as it came.
    if ContentType(text).boundary?.isASCII == false { return field }
    return .init(name: field.name, bytes: ParameterField(field.name, text).bytes)
  }

  /// A text with the encoded words in it decoded: beside octets beyond ASCII they would be encoded
  /// once more. What hides a line break in one stays as it came.
  private static func read(_ text: String) -> String {
    let decoded = EncodedWordReader.text(Array(text.utf8))
    return decoded.utf8.contains { [0x00, 0x0A, 0x0D].contains($0) } ? text : decoded
  }

  func list(
    _ name: String, _ entries: [HeaderField.Entry]
  ) throws(UnencodableText) -> HandedHeader.Field {
    if let field = try? HeaderField.list(name, entries, transcoder) {
      return .init(name: name, bytes: field.bytes)
    }
    return .init(
      name: name, bytes: try HeaderField.list(name, entries, Transcoder(.utf8)).bytes)
  }

  private func unstructured(
    _ name: String, _ text: String
  ) throws(UnencodableText) -> HeaderField {
    if let field = try? HeaderField.unstructured(name, text, transcoder) { return field }
    return try HeaderField.unstructured(name, text, Transcoder(.utf8))
  }
}

/// How the parts of a list of addresses are written.
extension FieldEncoding {
  /// - Parameter write: how an address of the list is written.
  static func entries(
    _ list: AddressList, _ write: (AddressList.Item) -> [HeaderField.Entry]
  ) -> [HeaderField.Entry] {
    list.parts.flatMap { part in
      switch part {
      case .group(let mark): [group(mark)]
      case .item(let item): write(item)
      }
    }
  }

  /// A group's name with its colon, or what ends a group.
  private static func group(_ mark: String) -> HeaderField.Entry {
    let name = String(mark.dropLast()).trimmingBlanks
    let isPlain = mark == ";" || Phrase.isValid(name) && !name.hasLongWord
    return isPlain ? .verbatim(mark) : .group(AddressList.Item.unquoted(name))
  }

  /// A text in which no address was seen stays, as the name of an empty group where it has to be
  /// encoded.
  static func entries(_ item: AddressList.Item) -> [HeaderField.Entry] {
    if item.isFit, item.isOnTheWire { return [.verbatim(item.text)] }
    let isWritable = !item.address.isEmpty && item.address.isASCII && !item.address.hasLongWord
    guard item.mailbox != nil || isWritable else { return [.group(item.text), .verbatim(";")] }
    return [entry(item, address: item.wireAddress)]
  }

  /// The item's name with an address. The name stays as it came, if it is a phrase.
  static func entry(_ item: AddressList.Item, address: String) -> HeaderField.Entry {
    let isPhrase = !item.phrase.isEmpty && Phrase.isValid(item.phrase)
    if isPhrase, !item.phrase.hasLongWord { return .phrase(item.phrase, address: address) }
    let name = EncodedWordReader.text(Array(item.displayName.utf8))
    return .mailbox(name: name.trimmingBlanks, address: address)
  }
}

extension HandedHeader.Field {
  /// Whether it has a line that no server takes (RFC 5322 section 2.1.1).
  var hasLongLine: Bool { longestLine > TransferEncoding.hardLimit }
}

extension AddressList.Item {
  /// The address with its domain as A-labels; as it came if it is not valid.
  var wireAddress: String { mailbox?.wire ?? address }

  /// Whether its address goes on the wire as it came; the case of a domain does not matter.
  var isOnTheWire: Bool { wireAddress.lowercased() == address.lowercased() }

  /// Whether it can go out as it came, and every reader finds the same address in it.
  fileprivate var isFit: Bool {
    text.isASCII && isClosed && !text.hasLongWord && Phrase.isValid(phrase)
  }
}

extension String {
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// Whether a word has no room in a line.
  fileprivate var hasLongWord: Bool {
    utf8.count > HeaderField.longestWord
      && utf8.split(separator: UInt8(ascii: " ")).contains { $0.count > HeaderField.longestWord }
  }
}
