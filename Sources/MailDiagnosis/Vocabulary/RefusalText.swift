internal import MailDialogue

/// A refusal's text as comparable words: in lower case, without accents and punctuation.
///
/// An address becomes one word: `@sender` or `@recipient` for those of the attempt, `@address` for
/// others or where both are the same, `@ip` for an IP address. `isn't` and `cannot` become `is not`
/// and `can not`. Addresses of web pages are left out, since their words do not concern this
/// refusal.
struct RefusalText: Sendable {
  /// Later words are ignored: a hostile server may send 64 kB.
  static let mostWords = 300

  let words: [String]
  /// The whole text, for what is searched inside words and in addresses of web pages.
  let whole: SearchText

  /// Reads a text that may name the attempt's sender and recipient.
  init(_ text: String, sender: String = "", recipient: String = "") {
    whole = SearchText(text)
    let names = Names(sender: sender.lowercased(), recipient: recipient.lowercased())
    let chunks = text.lowercased().split(whereSeparator: \.isWhitespace)
    words = Array(
      chunks.prefix(Self.mostWords).flatMap { Self.words($0, names) }.prefix(Self.mostWords))
  }

  private struct Names {
    let sender: String
    let recipient: String

    func word(_ address: String) -> String {
      if sender == recipient { return "@address" }
      return address == sender ? "@sender" : address == recipient ? "@recipient" : "@address"
    }
  }

  private static func words(_ chunk: Substring, _ names: Names) -> [String] {
    if chunk.contains("://") || chunk.hasPrefix("www.") { return [] }
    if let address = address(in: chunk) { return [names.word(address)] }
    if isIPAddress(chunk) { return ["@ip"] }
    return simple(chunk).split { !$0.isLetter && !$0.isNumber }.flatMap { word in
      contraction(String(word))
    }
  }

  /// The e-mail address in `<app@example.com>:` or `from=<app@example.com>`.
  private static func address(in chunk: Substring) -> String? {
    let isPart = { (character: Character) in
      character.isLetter || character.isNumber || "@.-_+!#$%&*/^{}~".contains(character)
    }
    let part = chunk.split { !isPart($0) }.first { $0.dropFirst().dropLast().contains("@") }
    guard var part else { return nil }
    while part.hasSuffix(".") || part.hasSuffix("!") { part.removeLast() }
    return String(part)
  }

  /// Whether it looks like an IP address: four numbers with dots, or hexadecimal digits with two
  /// colons or more.
  private static func isIPAddress(_ chunk: Substring) -> Bool {
    let isFour = chunk.split { !$0.isNumber && $0 != "." }.contains {
      $0.split(separator: ".").count == 4 && $0.count >= 7
    }
    let six = chunk.split { !$0.isHexDigit && $0 != ":" }.contains {
      $0.count >= 6 && $0.count(where: { $0 == ":" }) >= 2
    }
    return isFour || six
  }

  /// A word without accents and inner signs: `isnt` for `isn't`, `email` for `e-mail`.
  private static func simple(_ chunk: Substring) -> String {
    var text = ""
    for character in chunk {
      if "'’´`".contains(character) {
        // The apostrophe separates words in `l'adresse` and `n'est`, but not in `isn't`.
        if (1...2).contains(text.count) { text += " " }
      } else {
        text += plain[character] ?? String(character)
      }
    }
    return text.hasPrefix("e-mail") ? "email" + text.dropFirst(6) : text
  }

  private static let plain: [Character: String] = {
    let variants = [
      "a": "àáâãåäąă", "ae": "æ", "c": "çćč", "d": "ďđ", "e": "èéêëęě", "i": "ìíîïı", "l": "ł",
      "n": "ñńň", "o": "òóôõøöő", "r": "ř", "s": "śšş", "ss": "ß", "t": "ťţ", "u": "ùúûüůű",
      "y": "ýÿ", "z": "źżž",
    ]
    var plain: [Character: String] = [:]
    for (letter, accented) in variants {
      for character in accented { plain[character] = letter }
    }
    return plain
  }()

  private static func contraction(_ word: String) -> [String] {
    switch word {
    case "cannot", "cant": return ["can", "not"]
    case "wont": return ["will", "not"]
    case "isnt", "arent", "wasnt", "werent", "doesnt", "dont", "didnt", "hasnt", "havent",
      "couldnt", "shouldnt", "mustnt", "wouldnt":
      return [String(word.dropLast(2)), "not"]
    default: return [word]
    }
  }
}
