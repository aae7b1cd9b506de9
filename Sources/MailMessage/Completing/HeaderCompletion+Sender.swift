internal import MailSettings

/// Setting From, Sender and Reply-To.
extension HeaderCompletion {
  /// What the program's header has in a field.
  private func handed(_ name: String) -> [AddressList.Item] {
    header.first(name).map { AddressList(encoding.unnamed.text($0.value)).items } ?? []
  }

  mutating func setSender() throws(UnencodableText) {
    let system = Author(.init(order.policy.system))
    switch order.sender {
    case .unchanged: try nameSenderOfMany()
    case .actor(let actor): try replaceFrom(Author(entry(of: actor)))
    case .systemFor(let actor):
      try replaceFrom(system)
      if !header.has("Reply-To") { try set("Reply-To", [entry(of: actor)]) }
    case .system(let keepsName, let takesReplies):
      if takesReplies, !header.has("Reply-To") { try takeReplies() }
      guard keepsName else { return try replaceFrom(system) }
      try replaceFrom(systemAuthor(named: "From"), resent: systemAuthor(named: "Resent-From"))
    }
  }

  /// Mails by several authors need a Sender (RFC 5322 section 3.6.2).
  private mutating func nameSenderOfMany() throws(UnencodableText) {
    guard handed("From").count > 1, !header.has("Sender") else { return }
    try set("Sender", [.init(order.policy.system)])
  }

  /// Leads replies to the program's own senders.
  private mutating func takeReplies() throws(UnencodableText) {
    let others = handed("From").filter { item in
      item.mailbox.map { $0.isGlobal && !order.policy.isSystem($0) } ?? false
    }
    let entries = others.flatMap(FieldEncoding.entries)
    if !entries.isEmpty {
      try set("Reply-To", entries, isHanded: true)
    } else if let caller = order.caller {
      try set("Reply-To", [.mailbox(name: "", address: caller.wire)])
    }
  }

  /// Who stands in From or Resent-From.
  private struct Author {
    let entry: HeaderField.Entry
    /// Whether the message came with the name.
    let isHanded: Bool

    init(_ entry: HeaderField.Entry, isHanded: Bool = false) {
      (self.entry, self.isHanded) = (entry, isHanded)
    }
  }

  /// - Parameter resent: who stands in Resent-From, where that is somebody else.
  private mutating func replaceFrom(
    _ author: Author, resent: Author? = nil
  ) throws(UnencodableText) {
    try set("From", [author.entry], isHanded: author.isHanded)
    if header.has("Resent-From") {
      let resent = resent ?? author
      try set("Resent-From", [resent.entry], isHanded: resent.isHanded)
    }
    header.remove("Sender", "Resent-Sender")
  }

  /// - Parameter isHanded: whether the message came with the names: where the set-up's encoding
  ///   lacks characters of theirs, they are in UTF-8.
  private mutating func set(
    _ name: String, _ entries: [HeaderField.Entry], isHanded: Bool = false
  ) throws(UnencodableText) {
    if isHanded { return header.set(try encoding.list(name, entries)) }
    let field = try HeaderField.list(name, entries, encoding.transcoder)
    header.set(HandedHeader.Field(name: name, bytes: field.bytes))
  }

  /// The system's address with the name that the program gave: in its header, else by `-F`.
  private func systemAuthor(named field: String) -> Author {
    let address = order.policy.system.address.wire
    if let item = handed(field).first, !item.displayName.isEmpty {
      return Author(FieldEncoding.entry(item, address: address), isHanded: true)
    }
    if let name = order.fullName, !name.isEmpty {
      return Author(.mailbox(name: name, address: address))
    }
    return Author(.init(order.policy.system))
  }

  /// A user, with the name of `-F` where there is no other.
  private func entry(of actor: Mailbox) -> HeaderField.Entry {
    guard actor.name == nil, let name = order.fullName else { return .init(actor) }
    return .mailbox(name: name, address: actor.address.wire)
  }
}
