public import MailSettings
internal import SystemAccess

/// The recipients of a handed-in mail: those given as arguments, and with `-t` those in its header.
public struct RecipientList: Equatable, Sendable {
  /// Why a named recipient gets nothing.
  public enum Fault: Error, Equatable, Sendable {
    /// It is not an address: the text as written, and why.
    case notAnAddress(String, Problem)
    /// It is a local name that leads to no address: the name as written, and why.
    case alias(String, Aliases.Fault)
  }

  /// In the order in which they are named, each once.
  public private(set) var addresses: [MailAddress] = []
  /// What was wrong, in the same order.
  public private(set) var faults: [Fault] = []
  private var seen: Set<String> = []

  /// - Parameters:
  ///   - words: addresses; commas within one separate several.
  ///   - header: its recipients count too: those of `Resent-To`, `-Cc` and `-Bcc` if there are any,
  ///     else those of `To`, `Cc` and `Bcc` (RFC 5322 section 3.6.6).
  ///   - aliases: for names on this machine; nil if another program resolves them: such a name then
  ///     becomes an address in `localhost`.
  ///   - encoding: how the header's octets are read that are not UTF-8.
  public init(
    words: [String], header: HandedHeader? = nil, aliases: Aliases? = Aliases(),
    encoding: CharacterEncoding = .utf8
  ) {
    for word in words {
      // A line break could begin an SMTP command of its own: refused before anything is sent.
      if word.contains(where: \.steersTerminal), !word.contains("\t") {
        faults.append(.notAnAddress(word, .controlCharacter))
        continue
      }
      for item in AddressList(word).items { take(item, aliases) }
    }
    for text in header?.recipientTexts(UnnamedText(encoding: encoding)) ?? [] {
      for item in AddressList(text).items where !item.isComment { take(item, aliases) }
    }
  }

  /// The recipients of an SMTP client, each exactly one address or name on this machine.
  public init(paths: [String], aliases: Aliases?) {
    for path in paths {
      let items = AddressList(path).items
      if items.count == 1, let item = items.first, item.address == path {
        take(item, aliases)
      } else {
        take(path, text: path)
      }
    }
  }

  private mutating func take(_ item: AddressList.Item, _ aliases: Aliases?) {
    guard let name = item.localName else {
      if let mailbox = item.mailbox { return add(mailbox) }
      return take(item.address.isEmpty ? item.text : item.address, text: item.text)
    }
    guard let aliases else { return take("\(name)@localhost", text: item.text) }
    do throws(Aliases.Fault) {
      try aliases.addresses(of: name).forEach { add($0) }
    } catch {
      faults.append(.alias(name, error))
    }
  }

  private mutating func take(_ address: String, text: String) {
    do throws(Problem) { add(try MailAddress(typed: address)) } catch {
      faults.append(.notAnAddress(text, error))
    }
  }

  private mutating func add(_ address: MailAddress) {
    if seen.insert(address.wire).inserted { addresses.append(address) }
  }
}

extension HandedHeader {
  fileprivate func recipientTexts(_ unnamed: UnnamedText) -> [String] {
    let resent = fields(["Resent-To", "Resent-Cc", "Resent-Bcc"])
    let counting = resent.isEmpty ? fields(["To", "Cc", "Bcc"]) : resent
    return counting.map { unnamed.text($0.value) }
  }

  private func fields(_ names: [String]) -> [Field] { names.flatMap { all($0) } }
}
