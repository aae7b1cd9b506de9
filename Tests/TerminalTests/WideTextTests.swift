import Forms
import Glibc
import Testing

@testable import Terminal

struct WideTextTests {
  /// As wcwidth(3) has it in UTF-8.
  private let utf8 = WideText { scalar in
    switch scalar.value {
    case 0x300...0x36F, 0x200D, 0xFE0F: 0
    case 0x1F1E6...0x1F1FF, 0x2764: 1
    case 0x3040...0xFFDC, 0x1F000...0x1FFFF: 2
    default: 1
    }
  }
  private let ascii = WideText { $0.isASCII ? 1 : -1 }

  private func made(_ text: WideText, _ character: Character) -> String {
    var wide: [wchar_t] = []
    text.append(character, columns: CellWidth.of(character), to: &wide)
    return String(String.UnicodeScalarView(wide.compactMap { Unicode.Scalar(UInt32($0)) }))
  }

  @Test(
    arguments: [
      ("a", "a"), ("ü", "ü"), ("e\u{301}", "e\u{301}"), ("日", "日"), ("👍", "👍"), ("👍🏽", "👍"),
      ("👨‍👩‍👧", "👨"), ("🇩🇪", "🇩🇪"), ("❤\u{FE0F}", "❤ "),
      ("a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "a\u{300}\u{301}\u{302}\u{303}"),
    ] as [(Character, String)])
  func `a character becomes what fills exactly its columns`(
    character: Character, expected: String
  ) {
    #expect(made(utf8, character).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func `what the locale can't write is a question mark as wide`() {
    #expect(made(ascii, "ü") == "?")
    #expect(made(ascii, "日") == "? ")
    #expect(made(ascii, "x") == "x")
  }
}
