import MailSettings
import Testing

@testable import MailMessage

struct EncodedWordTests {
  /// Every word of a text.
  private func words(_ text: String, _ charset: String, capacity: Int = 75) throws -> [String] {
    let encoder = try EncodedWord(for: text, Samples.transcoder(charset), in: .subject)
    var rest = text[...]
    var words: [String] = []
    while let word = try encoder.next(&rest, capacity: capacity) { words.append(word) }
    #expect(rest.isEmpty)
    return words
  }

  @Test func `the shorter of Q and B is chosen`() throws {
    #expect(try words("Grüße, you", "ISO-8859-1") == ["=?ISO-8859-1?Q?Gr=FC=DFe=2C_you?="])
    #expect(try words("日本", "UTF-8") == ["=?UTF-8?B?5pel5pys?="])
  }

  @Test func `ISO-2022-JP is always B and each word ends in ASCII`() throws {
    #expect(try words("a", "ISO-2022-JP") == ["=?ISO-2022-JP?B?YQ==?="])
    let long = try words(String(repeating: "日本語", count: 20), "ISO-2022-JP")
    #expect(long.count > 1)
    for word in long { #expect(word.hasPrefix("=?ISO-2022-JP?B?GyRC")) }
    let three = try words("日本語", "ISO-2022-JP")
    #expect(three == ["=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?="])
  }

  @Test(arguments: Samples.charsets) func `no word is longer than 75`(charset: String) throws {
    let text = String(repeating: Samples.texts[charset] ?? "", count: 20)
    for word in try words(text, charset) { #expect(word.utf8.count <= 75) }
  }

  @Test func `a family of emoji stays in one word`() throws {
    let family = "👩‍👩‍👧‍👦"
    let all = try words(String(repeating: family, count: 3), "UTF-8")
    #expect(all.count == 3)
    #expect(Set(all).count == 1)
  }

  @Test func `a character with marks without end is divided between its scalars`() throws {
    let zalgo = "e" + String(repeating: "\u{301}", count: 100)
    let all = try words(zalgo, "UTF-8")
    #expect(all.count > 1)
    for word in all { #expect(word.utf8.count <= 75) }
  }

  @Test func `nothing is taken where nothing fits`() throws {
    let encoder = try EncodedWord(for: "日本", Samples.transcoder("UTF-8"), in: .subject)
    var rest = "日本"[...]
    #expect(try encoder.next(&rest, capacity: 15) == nil)
    #expect(rest == "日本")
  }
}
