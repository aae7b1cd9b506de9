internal import MailSettings

/// The addresses of a header such as To (RFC 5322 section 3.4), read as programs write them.
///
/// What is no address is kept as it came. The text has been decoded to Unicode before.
struct AddressList: Equatable {
  /// An address with its display name and comment.
  struct Item: Equatable {
    /// As it came, without the comma.
    let text: String
    /// The address without angle brackets, such as `root` or `ann@example.com`; empty where none is
    /// seen.
    let address: String
    /// The words before the angle brackets as they came, quoted or encoded.
    let phrase: String
    /// The words in parentheses behind an address, as `root (Cron Daemon)` has them.
    let comment: String
    /// The parsed address; nil if it is not valid.
    let mailbox: MailAddress?
    /// Whether every quotation mark, bracket and parenthesis is closed.
    let isClosed: Bool

    /// The name on this machine, if the address has no domain or is in `localhost`; other servers
    /// know neither.
    var localName: String? {
      guard let at = address.lastIndex(of: "@") else { return address.isEmpty ? nil : address }
      let isHere = MailAddress.isHere(String(address[address.index(after: at)...]))
      return isHere && at > address.startIndex ? String(address[..<at]) : nil
    }

    /// Whether there is nothing but a comment, which is for people (RFC 5322 section 4.4).
    var isComment: Bool { address.isEmpty && phrase.isEmpty && !comment.isEmpty }

    /// The name shown with the address, without quotation marks; may hold encoded words.
    var displayName: String { phrase.isEmpty ? comment : Self.unquoted(phrase) }
  }

  /// A group's name and colon, an address, or what ends a group.
  enum Part: Equatable {
    case item(Item)
    /// `Name:` with its colon, or a lone `;`.
    case group(String)
  }

  let parts: [Part]

  var items: [Item] {
    parts.compactMap { part in if case .item(let item) = part { item } else { nil } }
  }

  init(_ text: String) {
    var scanner = AddressScanner(text)
    parts = scanner.parts()
  }
}

extension AddressList.Item {
  init(_ text: String) {
    self.text = text
    if AddressScanner.isOneWord(text) {
      (address, phrase, comment, isClosed) = (text, "", "", true)
    } else {
      var scanner = AddressScanner(text)
      (address, phrase, comment) = scanner.address()
      isClosed = scanner.isClosed
    }
    mailbox = try? MailAddress(typed: address)
  }

  /// Without quotation marks; only between them a backslash marks the character behind it.
  static func unquoted(_ text: String) -> String {
    var result = ""
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if !isEscaped, isQuoted, scalar == "\\" {
        isEscaped = true
        continue
      }
      if !isEscaped, scalar == "\"" {
        isQuoted.toggle()
      } else {
        result.unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    return result
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: String { String(Substring(utf8.trimmingBlanks)) }
}
