public import MailSettings
internal import SystemAccess

/// Who gets a mail that is handed in: those named beside it, and with `-t` those in its header.
public struct RecipientList: Equatable, Sendable {
  /// Why somebody who is named gets nothing.
  public enum Fault: Error, Equatable, Sendable {
    /// It is no address; as it was written.
    case notAnAddress(String, Problem)
    /// It is a name on this machine that leads to nobody; the name as it was written, and why.
    case alias(String, Aliases.Fault)
  }

  /// In the order in which they are named, each once.
  public private(set) var addresses: [MailAddress] = []
  /// What was wrong, in the same order.
  public private(set) var faults: [Fault] = []
  private var seen: Set<String> = []

  /// - Parameters:
  ///   - words: addresses; commas within one separate several.
  ///   - header: where its recipients count, too; `Resent-To`, `-Cc` and `-Bcc`, where there are
  ///     any, instead of `To`, `Cc` and `Bcc` (RFC 5322 section 3.6.6).
  ///   - aliases: where mail for a name on this machine goes; nil where somebody else knows it:
  ///     such a name stays, as an address in `localhost`.
  public init(
    words: [String], header: HandedHeader? = nil, aliases: Aliases? = Aliases()
  ) {
    for word in words {
      // No line break can begin a command of its own; it is told before anything is tried.
      if word.contains(where: \.steersTerminal), !word.contains("\t") {
        faults.append(.notAnAddress(word, .controlCharacter))
        continue
      }
      for item in AddressList(word).items { take(item, aliases) }
    }
    for text in header?.recipientTexts ?? [] {
      for item in AddressList(text).items { take(item, aliases) }
    }
  }

  private mutating func take(_ item: AddressList.Item, _ aliases: Aliases?) {
    guard let name = item.localName else {
      if let mailbox = item.mailbox { return add(mailbox) }
      return take(item.address.isEmpty ? item.text : item.address, item)
    }
    guard let aliases else { return take("\(name)@localhost", item) }
    do throws(Aliases.Fault) {
      try aliases.addresses(of: name).forEach { add($0) }
    } catch {
      faults.append(.alias(name, error))
    }
  }

  private mutating func take(_ address: String, _ item: AddressList.Item) {
    do throws(Problem) { add(try MailAddress(typed: address)) } catch {
      faults.append(.notAnAddress(item.text, error))
    }
  }

  private mutating func add(_ address: MailAddress) {
    if seen.insert(address.wire).inserted { addresses.append(address) }
  }
}

extension HandedHeader {
  fileprivate var recipientTexts: [String] {
    let resent = fields(["Resent-To", "Resent-Cc", "Resent-Bcc"])
    let counting = resent.isEmpty ? fields(["To", "Cc", "Bcc"]) : resent
    return counting.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private func fields(_ names: [String]) -> [Field] { names.flatMap { all($0) } }
}
