import TOMLKit
import Testing

@testable import SettingsStore

@Suite struct TOMLStringTests {
  /// Texts with everything that a string could stumble over.
  static let texts = [
    "", "plain", "\"", "\\", "'", "\"\"\"", "\\\\\"", "a # b", "tab\tline\nreturn\r",
    "\u{1}\u{1B}[2J",
    "\u{7F}\u{9B}", "é e\u{301} ☃ 𝄞", "\u{2028}", "\u{FEFF}x", "#{}[]=,.", " both ends ",
  ]

  static func read(_ token: String) throws -> String? {
    try TOMLDocument(Array("k = \(token)\n".utf8), file: "f").index.item(["k"])?.text
  }

  @Test(arguments: texts)
  func `a text comes back from its basic string, by TOMLKit too`(text: String) throws {
    let token = TOMLString.encode(text)
    #expect(try Self.read(token).map { Array($0.utf8) } == Array(text.utf8))
    let table = try TOMLTable(string: "k = \(token)")
    #expect(table["k"]?.string.map { Array($0.utf8) } == Array(text.utf8))
    #expect(!token.dropFirst().dropLast().contains("\n"))
  }

  @Test(arguments: [
    #""a\tb\"c\\d\u00e9\U0001F600\b\f\r\n""#, "'lit\\eral \"x\"'", "\"\"\"\nfirst\nsecond\"\"\"",
    "'''\nfirst\nse'con''d'''", "\"\"\"two quotes\"\"\"\"\"", "\"\"\"a \\\n   b\\  \n\n c\"\"\"",
    "''",
    "\"\"", "\"\"\"\"\"\"", "''''''", "\"\"\"a\\\"\"\"\"",
  ])
  func `every form of string reads as TOMLKit reads it`(token: String) throws {
    let ours = try Self.read(token)
    #expect(try TOMLTable(string: "k = \(token)")["k"]?.string == ours)
    let document = try TOMLDocument(Array("k = \(token) # end\nnext = 1\n".utf8), file: "f")
    let item = try #require(document.index.item(["k"]))
    #expect(document.raw(item) == token)
    #expect(document.index.item(["next"]) != nil)
  }

  @Test func `a NUL in a text does not end it`() throws {
    #expect(TOMLString.encode("a\0b") == #""a\u0000b""#)
    #expect(try Self.read(#""a\u0000b""#) == "a\0b")
  }
}
