import Foundation
import TestSupport
import Testing

@testable import MailMessage

struct QuotedPrintableTests {
  private func encode(_ lines: String...) -> String {
    String(decoding: QuotedPrintable.encode(lines.map { Array($0.utf8) }), as: UTF8.self)
  }

  @Test(arguments: [
    ("plain ~!", "plain ~!"), ("a=b", "a=3Db"), ("ü", "=C3=BC"), ("end ", "end=20"),
    ("end\t", "end=09"), ("a\tb", "a\tb"), ("\u{1B}", "=1B"), ("From me", "=46rom me"),
    ("Frommer", "Frommer"), (".", "=2E"), (".x", "=2Ex"), ("a.", "a."), ("", ""),
  ])
  func `a line is encoded as RFC 2045 says`(line: String, encoded: String) {
    #expect(encode(line).utf8.elementsEqual((encoded + "\r\n").utf8))
  }

  @Test func `a line of 76 stays and one of 77 is broken`() {
    let x = { String(repeating: "x", count: $0) }
    #expect(encode(x(76)) == x(76) + "\r\n")
    #expect(encode(x(77)) == x(75) + "=\r\nxx\r\n")
    #expect(encode(x(75) + ".") == x(75) + ".\r\n")
    #expect(encode(x(76) + ".") == x(75) + "=\r\nx.\r\n")
    #expect(encode(x(75) + ".b") == x(75) + "=\r\n=2Eb\r\n")
    #expect(encode(x(75) + "From you") == x(75) + "=\r\n=46rom you\r\n")
    #expect(encode(x(74) + "ü") == x(74) + "=\r\n=C3=BC\r\n")
  }

  @Test func `Python decodes random bytes back, and no line is out of bounds`() throws {
    // CR and LF are never part of a line.
    let bytes = (UInt8.min...UInt8.max).filter { $0 != 0x0D && $0 != 0x0A }
    var random = SeededGenerator(seed: 16)
    let texts = (0..<300).map { _ in
      (0..<random.below(201)).map { _ in
        random.below(2) == 0 ? random.pick(bytes) : UInt8(ascii: ".")
      }
    }
    let encoded = texts.map { QuotedPrintable.encode([$0]) }
    let script = """
      import sys, json, quopri, base64
      result = [quopri.decodestring(base64.b64decode(e)) for e in json.load(sys.stdin)]
      json.dump([base64.b64encode(r).decode() for r in result], sys.stdout)
      """
    let input = try JSONEncoder().encode(encoded.map { Data($0) })
    let decoded = try JSONDecoder().decode([Data].self, from: PythonReader.run(script, input))
    for (text, data) in zip(texts, decoded) { #expect(Array(data) == text + [0x0D, 0x0A]) }
    for line in encoded.flatMap({ Samples.lines($0) ?? ["CR or LF stands alone\(texts)"] }) {
      #expect(line.utf8.count <= 76)
      #expect(!line.hasSuffix(" ") && !line.hasPrefix("."))
    }
  }
}
