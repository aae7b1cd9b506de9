import Forms
import Testing

@testable import Terminal

struct KeyDecoderTests {
  private func decode(_ text: String) -> [TypedInput] {
    var decoder = KeyDecoder()
    let typed = decoder.feed(Array(text.utf8))
    return typed + (decoder.silenceLimit == nil ? [] : decoder.endBySilence())
  }

  @Test(
    arguments: [
      ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
      ("\u{1B}[1;5C", .right), ("\u{1B}[1;2D", .left), ("\u{1B}Oa", .up), ("\u{1B}[b", .down),
      ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
      ("\u{1B}[7$", .home), ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end),
      ("\u{1B}[8~", .end), ("\u{1B}[8^", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
      ("\u{1B}[6;5~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[3;2~", .delete),
      ("\u{1B}[Z", .backTab), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\t", .tab),
      ("\r", .enter), ("\n", .enter), ("\u{1B}OM", .enter), ("\u{1B}Oq", .character("1")),
      ("\u{1}", .control("a")), ("\u{3}", .control("c")), ("\u{1A}", .control("z")),
      ("\u{0}", .control("@")), ("\u{1F}", .control("_")), ("\u{1B}", .escape),
      ("\u{1B}5", .alt("5")), ("\u{1B}x", .alt("x")), ("\u{1B}ü", .alt("ü")),
      ("\u{1B}[", .alt("[")),
      ("\u{1B}O", .alt("O")), ("\u{1B}P", .alt("P")), ("\u{1B}\u{7F}", .control("w")),
      ("ü", .character("ü")), ("日", .character("日")), ("👍", .character("👍")),
      ("\u{301}", .character("\u{301}")),
    ] as [(String, Key)])
  func `the bytes of a key are that key`(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test(arguments: [
    (1, ["\u{1B}OP", "\u{1B}[11~", "\u{1B}[[A"]), (2, ["\u{1B}OQ", "\u{1B}[12~", "\u{1B}[[B"]),
    (3, ["\u{1B}OR", "\u{1B}[13~", "\u{1B}[[C"]), (4, ["\u{1B}OS", "\u{1B}[14~", "\u{1B}[[D"]),
    (5, ["\u{1B}[15~", "\u{1B}[[E"]), (6, ["\u{1B}[17~"]), (7, ["\u{1B}[18~"]),
    (8, ["\u{1B}[19~"]), (9, ["\u{1B}[20~"]), (10, ["\u{1B}[21~"]), (11, ["\u{1B}[23~"]),
    (12, ["\u{1B}[24~"]),
  ])
  func `the function keys of xterm, rxvt and the Linux console are known`(
    number: Int, spellings: [String]
  ) {
    for bytes in spellings { #expect(decode(bytes) == [.key(.function(number))]) }
  }

  @Test(arguments: [
    "\u{1B}[1;2P", "\u{1B}[25~", "\u{1B}[2~", "\u{1B}[?62;c", "\u{1B}[>0;276;0c", "\u{1B}[12;40R",
    "\u{1B}[I", "\u{1B}[<0;10;20M", "\u{1B}[M !!", "\u{1B}]11;rgb:0000/0000/0000\u{7}",
    "\u{1B}]11;rgb:ff/ff/ff\u{1B}\\", "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}[97;5u",
    "\u{1B}[?2026;2$y", "\u{1B}[1;99;7z", "\u{1B}[12\u{18}", "\u{1B}[201~",
  ])
  func `a sequence that is no key of ours leaves nothing behind`(bytes: String) {
    #expect(decode(bytes + "a") == [.key(.character("a"))])
  }

  @Test func `a broken sequence ends by silence and types nothing`() {
    #expect(decode("\u{1B}[12;3").isEmpty)
    #expect(decode("\u{1B}]0;title").isEmpty)
    #expect(decode("\u{1B}[" + String(repeating: "1;", count: 500) + "~").isEmpty)
  }

  @Test func `Escape, then another key at once, is both`() {
    #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    #expect(decode("\u{1B}\r") == [.key(.escape), .key(.enter)])
  }

  @Test func `a digit soon after Escape is told as such, anything else is itself`() throws {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.endBySilence() == [.key(.escape)])
    #expect(try #require(decoder.silenceLimit) == .milliseconds(500))
    #expect(decoder.feed(Array("50".utf8)) == [.key(.escaped("5")), .key(.character("0"))])
    #expect(decoder.feed([0x1B]) + decoder.endBySilence() == [.key(.escape)])
    #expect(decoder.feed(Array("x\u{1B}[A".utf8)) == [.key(.character("x")), .key(.up)])
    #expect(decoder.feed([0x1B]) + decoder.endBySilence() == [.key(.escape)])
    #expect(decoder.feed([0x1B]) + decoder.endBySilence() == [.key(.escape)])
    #expect(decoder.endBySilence().isEmpty)
    #expect(decoder.silenceLimit == nil)
    #expect(decoder.feed(Array("5".utf8)) == [.key(.character("5"))])
  }

  @Test func `bytes mean the same however they are torn apart`() {
    let bytes = Array("aü日\u{1B}[15~\u{1B}OP\u{1B}[200~x\u{1B}y\u{1B}[201~👍\u{1B}5\t".utf8)
    var whole = KeyDecoder()
    var torn = KeyDecoder()
    let expected = whole.feed(bytes)
    #expect(bytes.flatMap { torn.feed([$0]) } == expected)
    #expect(expected.count == 9)
    #expect(torn.silenceLimit == nil)
  }

  @Test func `bytes that are no character show as one`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xFC]) == [.key(.character("\u{FFFD}"))])
    #expect(
      decoder.feed([0xC3, 0x61]) == [.key(.character("\u{FFFD}")), .key(.character("a"))])
    #expect(decoder.feed([0xED, 0xA0, 0x80]) == [.key(.character("\u{FFFD}"))])
    #expect(decoder.feed([0xE6]).isEmpty)
    #expect(decoder.endBySilence() == [.key(.character("\u{FFFD}"))])
    // C1 controls of eight bits, which might be the start of something on other terminals.
    #expect(decoder.feed([0xC2, 0x9B]).isEmpty)
  }

  @Test func `a character set of single bytes is read byte by byte`() {
    var decoder = KeyDecoder(charset: .latin1)
    #expect(
      decoder.feed([0xFC, 0x1B, 0xE4]) == [.key(.character("ü")), .key(.alt("ä"))])
    #expect(
      decoder.feed(Array("\u{1B}[200~".utf8) + [0xFC] + Array("\u{1B}[201~".utf8))
        == [.paste("ü")])
  }

  @Test func `terminfo's sequences go before ours`() {
    var decoder = KeyDecoder(known: [Array("\u{1B}[M".utf8): .function(1), [0x1B, 0x41]: .up])
    #expect(
      decoder.feed(Array("\u{1B}[Ma\u{1B}A".utf8)) == [
        .key(.function(1)), .key(.character("a")), .key(.up),
      ])
  }

  @Test func `a lone Escape ends after a short silence, a paste after a long one`() throws {
    var decoder = KeyDecoder()
    #expect(decoder.silenceLimit == nil)
    _ = decoder.feed([0x1B])
    #expect(try #require(decoder.silenceLimit) <= .milliseconds(50))
    _ = decoder.feed(Array("[200~half".utf8))
    #expect(try #require(decoder.silenceLimit) >= .seconds(1))
    #expect(decoder.endBySilence() == [.paste("half")])
    #expect(decoder.silenceLimit == nil)
  }
}

extension Charset {
  /// ISO-8859-1.
  static let latin1 = Charset.singleByte((0x80...0xFF).map { Unicode.Scalar($0) })
}
