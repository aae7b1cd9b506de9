internal import MailSettings
internal import SystemAccess

/// Completes the header of a message that was handed in: what is valid stays as it came, what is
/// missing is added, and what no server would take is mended (RFC 6409 section 8).
struct HeaderCompletion {
  private(set) var header: HandedHeader
  private let order: MessageCompletion
  private let transcoder: Transcoder
  private let unnamed: UnnamedText
  /// The Message-ID with its angle brackets.
  private(set) var messageID = ""
  /// Whether an address in it needs SMTPUTF8.
  private(set) var needsSMTPUTF8 = false

  /// Fields of which a message has one at most (RFC 5322 section 3.6, RFC 2045 section 3).
  private static let single = [
    "date", "from", "sender", "reply-to", "subject", "message-id", "in-reply-to", "mime-version",
    "content-type", "content-transfer-encoding",
  ]
  /// Fields of which several are joined into one.
  private static let joined = ["to", "cc"]
  private static let addresses = [
    "from", "sender", "reply-to", "to", "cc", "resent-from", "resent-sender", "resent-to",
    "resent-cc", "disposition-notification-to", "errors-to",
  ]

  init(_ header: HandedHeader, _ order: MessageCompletion) {
    (self.header, self.order) = (header, order)
    transcoder = Transcoder(order.encoding)
    unnamed = UnnamedText(encoding: order.encoding)
  }

  mutating func run() throws(UnencodableText) {
    let hadOnlyBcc = header.has("Bcc") && !header.has("To") && !header.has("Cc")
    header.remove("Bcc", "Resent-Bcc", "Return-Path")
    dropDoubles()
    try setSender()
    try mendFields()
    complete(hadOnlyBcc: hadOnlyBcc)
  }

  /// Servers refuse a second From or Subject, and mail readers differ in which of the two they
  /// show.
  private mutating func dropDoubles() {
    var seen: Set<String> = []
    for name in Self.joined where header.all(name).count > 1 {
      let values = header.all(name).map { unnamed.text($0.value) }
      let text = values.filter { !$0.isEmpty }.joined(separator: ", ")
      header.set(
        .init(name: name.capitalizedName, bytes: Array("\(name.capitalizedName): \(text)\r\n".utf8))
      )
    }
    header.replaceEach { field in
      let name = field.name.lowercased()
      let isOnce = Self.single.contains(name) || Self.joined.contains(name)
      return isOnce && !seen.insert(name).inserted ? [] : [field]
    }
  }

  private mutating func complete(hadOnlyBcc: Bool) {
    if !header.has("Date") { header.set("Date", order.date.mailText) }
    if let named = header.messageID {
      messageID = named
    } else {
      messageID = MessageID(sender: order.policy.system.address).text
      header.set("Message-ID", messageID)
    }
    if hadOnlyBcc, !header.has("To") { header.set("To", "undisclosed-recipients:;") }
    let isMIME = header.has("Content-Type") || header.has("Content-Transfer-Encoding")
    if isMIME, !header.has("MIME-Version") { header.set("MIME-Version", "1.0") }
  }
}

/// Setting From, Sender and Reply-To.
extension HeaderCompletion {
  private var handedFrom: AddressList.Item? {
    header.first("From").flatMap { AddressList(unnamed.text($0.value)).items.first }
  }

  private mutating func setSender() throws(UnencodableText) {
    let from = handedFrom
    switch order.sender {
    case .unchanged: return
    case .actor(let actor): try replaceFrom(.init(actor))
    case .systemFor(let actor):
      try replaceFrom(.init(order.policy.system))
      if !header.has("Reply-To") { try set("Reply-To", .init(actor)) }
    case .system(let keepsName, let takesReplies):
      if takesReplies, !header.has("Reply-To"), let caller = order.caller {
        try set("Reply-To", from.map(entry) ?? .mailbox(name: "", address: caller.wire))
      }
      try replaceFrom(keepsName ? systemEntry(named: from) : .init(order.policy.system))
    }
  }

  private mutating func replaceFrom(_ entry: HeaderField.Entry) throws(UnencodableText) {
    try set("From", entry)
    header.remove("Sender")
    if header.has("Resent-From") { try set("Resent-From", entry) }
    header.remove("Resent-Sender")
  }

  private mutating func set(
    _ name: String, _ entry: HeaderField.Entry
  ) throws(UnencodableText) {
    let field = try HeaderField.list(name, [entry], transcoder)
    header.set(HandedHeader.Field(name: name, bytes: field.bytes))
  }

  /// The system's address with the name that the program gave: in its header, else by `-F`.
  private func systemEntry(named from: AddressList.Item?) -> HeaderField.Entry {
    let address = order.policy.system.address.wire
    if let from, !from.displayName.isEmpty { return Self.entry(from, address: address) }
    if let name = order.fullName, !name.isEmpty { return .mailbox(name: name, address: address) }
    return .init(order.policy.system)
  }
}

/// Mending the fields that the message came with.
extension HeaderCompletion {
  private mutating func mendFields() throws(UnencodableText) {
    var failure: UnencodableText?
    var isInternational = false
    let completion = self
    header.replaceEach { field in
      do throws(UnencodableText) {
        let (mended, needsUTF8) = try completion.mended(field)
        isInternational = isInternational || needsUTF8
        return [mended]
      } catch {
        failure = failure ?? error
        return [field]
      }
    }
    needsSMTPUTF8 = isInternational
    if let failure { throw failure }
  }

  private func mended(
    _ field: HandedHeader.Field
  ) throws(UnencodableText) -> (HandedHeader.Field, needsSMTPUTF8: Bool) {
    let isLong = field.longestLine > TransferEncoding.hardLimit
    if Self.addresses.contains(field.name.lowercased()) {
      return try mendedAddresses(field, isLong: isLong)
    }
    guard field.isEightBit || isLong else { return (field, false) }
    let text = unnamed.text(field.value)
    let name = field.name
    if name.lowercased().hasPrefix("content-") {
      return (.init(name: name, bytes: ParameterField(name, text).bytes), false)
    }
    return (.init(name: name, bytes: try unstructured(name, text).bytes), false)
  }

  /// Encodes the text in the set-up's encoding if that has every character, else in UTF-8.
  private func unstructured(
    _ name: String, _ text: String
  ) throws(UnencodableText) -> HeaderField {
    if let field = try? HeaderField.unstructured(name, text, transcoder) { return field }
    return try HeaderField.unstructured(name, text, Transcoder(.utf8))
  }

  private func mendedAddresses(
    _ field: HandedHeader.Field, isLong: Bool
  ) throws(UnencodableText) -> (HandedHeader.Field, needsSMTPUTF8: Bool) {
    let list = AddressList(unnamed.text(field.value))
    let isInternational = list.items.contains { $0.needsSMTPUTF8 }
    guard field.isEightBit || isLong || list.items.contains(where: { needsChange($0) }) else {
      return (field, isInternational)
    }
    let entries = list.parts.flatMap { part in
      switch part {
      case .group(let mark): [HeaderField.Entry.verbatim(mark)]
      case .item(let item): self.entries(item)
      }
    }
    let encoder =
      (try? HeaderField.list(field.name, entries, transcoder)) == nil
      ? Transcoder(.utf8) : transcoder
    let made = try HeaderField.list(field.name, entries, encoder)
    return (.init(name: field.name, bytes: made.bytes), isInternational)
  }

  private func needsChange(_ item: AddressList.Item) -> Bool {
    item.localName != nil || item.wireAddress != item.address
  }

  /// Replaces a local name by the addresses of its alias; without an alias, it gets the domain of
  /// the system's address.
  private func entries(_ item: AddressList.Item) -> [HeaderField.Entry] {
    guard let name = item.localName else { return [entry(item)] }
    let targets = (try? order.aliases.addresses(of: name)) ?? []
    if let only = targets.first, targets.count == 1 {
      return [Self.entry(item, address: only.wire)]
    }
    if targets.isEmpty {
      let domain = order.policy.system.address.asciiDomain
      return [Self.entry(item, address: "\(name)@\(domain)")]
    }
    return targets.map { .mailbox(name: "", address: $0.wire) }
  }

  private func entry(_ item: AddressList.Item) -> HeaderField.Entry {
    guard !item.address.isEmpty else {
      // No address was recognised: the text stays, encoded if it is not ASCII.
      return item.text.isASCII ? .verbatim(item.text) : .mailbox(name: item.text, address: "")
    }
    if item.text.isASCII, item.wireAddress == item.address { return .verbatim(item.text) }
    return Self.entry(item, address: item.wireAddress)
  }

  private static func entry(_ item: AddressList.Item, address: String) -> HeaderField.Entry {
    if item.phrase.isEmpty || !item.phrase.isASCII {
      return .mailbox(name: item.displayName, address: address)
    }
    return .phrase(item.phrase, address: address)
  }
}

extension AddressList.Item {
  /// The address with its domain as A-labels; as it came if it is not valid.
  var wireAddress: String { mailbox?.wire ?? address }

  /// Whether its local part has characters beyond ASCII (RFC 6531).
  var needsSMTPUTF8: Bool { mailbox?.needsSMTPUTF8 ?? false }
}

extension HeaderField.Entry {
  init(_ mailbox: Mailbox) {
    self = .mailbox(name: mailbox.name?.text ?? "", address: mailbox.address.wire)
  }

  init(_ system: SystemAddress) { self.init(Mailbox(system)) }
}

extension String {
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// The lower-case name as it is usually written: `To`, `Cc`.
  fileprivate var capitalizedName: String { prefix(1).uppercased() + dropFirst() }
}
