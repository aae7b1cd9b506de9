import Foundation
import Testing

@testable import postern

@Suite struct JSONTextTests {
  @Test(arguments: [
    "", "plain", "\"quoted\" \\ back", "a\nb\r\tc\u{0}\u{1B}[31m", "\u{7F}\u{85}\u{9B}31m",
    "\u{202E}evil\u{2028}\u{FEFF}", "Grüße 日本 👩‍💻", "/slash",
  ])
  func `a string is read back, and steers no terminal`(text: String) throws {
    let json = JSONText.string(text)
    #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == text)
    let steering: [ClosedRange<UInt32>] = [
      0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0xFEFF...0xFEFF,
    ]
    #expect(
      !json.unicodeScalars.contains { scalar in steering.contains { $0.contains(scalar.value) } },
      "\(json)")
  }
}
