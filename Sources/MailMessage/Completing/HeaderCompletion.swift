internal import MailSettings
internal import SystemAccess

/// Completes the header of a message that was handed in: what is valid stays as it came, what is
/// missing is added, and what no server would take is mended (RFC 6409 section 8).
struct HeaderCompletion {
  var header: HandedHeader
  let order: MessageCompletion
  let encoding: FieldEncoding
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

  init(_ header: HandedHeader, _ order: MessageCompletion) {
    (self.header, self.order) = (header, order)
    encoding = FieldEncoding(order.encoding)
  }

  mutating func run() throws(UnencodableText) {
    dropEmpty()
    let hadOnlyBcc = header.has("Bcc") && !header.has("To") && !header.has("Cc")
    header.remove("Bcc", "Resent-Bcc", "Return-Path")
    dropDoubles()
    try setSender()
    try mendFields()
    complete(hadOnlyBcc: hadOnlyBcc)
  }

  /// A field without an address is not valid (RFC 5322 section 3.6.3).
  private mutating func dropEmpty() {
    header.replaceEach { field in
      let isNeeded = !["To", "Cc", "Reply-To", "Sender"].contains(where: field.isNamed)
      return isNeeded || !AddressList(encoding.unnamed.text(field.value)).parts.isEmpty
        ? [field] : []
    }
  }

  /// Servers refuse a second From or Subject, and mail readers differ in which of the two they
  /// show.
  private mutating func dropDoubles() {
    var seen: Set<String> = []
    for name in Self.joined where header.all(name).count > 1 {
      let values = header.all(name).map { encoding.unnamed.text($0.value) }
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
    if header.first("Date")?.value.isEmpty ?? true { header.set("Date", order.date.mailText) }
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

/// Mending the fields that the message came with.
extension HeaderCompletion {
  private mutating func mendFields() throws(UnencodableText) {
    var failure: UnencodableText?
    var isInternational = false
    let completion = self
    header.replaceEach { field in
      do throws(UnencodableText) {
        let mended = try completion.mended(field)
        // Names are encoded by now: what is left beyond ASCII is an address.
        let hasAddresses = FieldEncoding.hasAddresses(mended)
        isInternational = isInternational || hasAddresses && mended.isEightBit
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
  ) throws(UnencodableText) -> HandedHeader.Field {
    guard FieldEncoding.hasAddresses(field) else { return try encoding.encoded(field) }
    let list = AddressList(encoding.unnamed.text(field.value))
    guard list.items.contains(where: { needsChange($0) }) else {
      return try encoding.encoded(field)
    }
    return try encoding.list(field.name, FieldEncoding.entries(list, entries))
  }

  private func needsChange(_ item: AddressList.Item) -> Bool {
    item.localName != nil || !item.isOnTheWire
  }

  /// Replaces a local name by the addresses of its alias; without an alias, it gets the domain of
  /// the system's address.
  private func entries(_ item: AddressList.Item) -> [HeaderField.Entry] {
    guard let name = item.localName else { return FieldEncoding.entries(item) }
    let targets = (try? order.aliases.addresses(of: name)) ?? []
    if let only = targets.first, targets.count == 1 {
      return [FieldEncoding.entry(item, address: only.wire)]
    }
    if targets.isEmpty {
      let address = "\(name)@\(order.policy.system.address.asciiDomain)"
      guard name.isASCII, (try? MailAddress(typed: address)) != nil else {
        return FieldEncoding.entries(item)
      }
      return [FieldEncoding.entry(item, address: address)]
    }
    return targets.map { .mailbox(name: "", address: $0.wire) }
  }
}

extension HeaderField.Entry {
  init(_ mailbox: Mailbox) {
    self = .mailbox(name: mailbox.name?.text ?? "", address: mailbox.address.wire)
  }

  init(_ system: SystemAddress) { self.init(Mailbox(system)) }
}

extension String {
  /// The lower-case name as it is usually written: `To`, `Cc`.
  fileprivate var capitalizedName: String { prefix(1).uppercased() + dropFirst() }
}
