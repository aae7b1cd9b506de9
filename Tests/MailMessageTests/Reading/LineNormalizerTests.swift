import Testing

@testable import MailMessage

@Suite struct LineNormalizerTests {
  private func normal(
    _ text: String, dots: Bool = false, header: Bool = false, pieces: Int = .max
  ) -> String {
    var lines = LineNormalizer(endsAtLoneDot: dots, beginsWithHeader: header)
    var output: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      lines.take(Array(rest.prefix(pieces)), into: &output)
      rest = rest.dropFirst(pieces)
    }
    lines.finish(into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("a\nb\n", "a\r\nb\r\n"), ("a\r\nb", "a\r\nb\r\n"), ("a\rb", "a\r\nb\r\n"), ("", ""),
    ("a\r\r\nb", "a\r\nb\r\n"), ("a\n\r\nb\r", "a\r\n\r\nb\r\n"), ("\n\n", "\r\n\r\n"),
    ("a\r\r\r\nb", "a\r\nb\r\n"), (".\nb", ".\r\nb\r\n"), ("a\n..\n.", "a\r\n..\r\n.\r\n"),
  ])
  func `every line end becomes CR LF, however the bytes come`(text: String, lines: String) {
    #expect(normal(text) == lines)
    #expect(normal(text, pieces: 1) == lines)
  }

  @Test(arguments: [
    ("a\n.\nb\n", "a\r\n"), ("a\r\n.\r\nb", "a\r\n"), ("a\n..\nb", "a\r\n..\r\nb\r\n"),
    ("a\n.b\n.", "a\r\n.b\r\n"), (".\n", ""), ("a\n.\r.\nb", "a\r\n"), ("a.\nb", "a.\r\nb\r\n"),
  ])
  func `a line with a single dot ends a message where it may`(text: String, lines: String) {
    #expect(normal(text, dots: true) == lines)
    #expect(normal(text, dots: true, pieces: 1) == lines)
  }

  @Test(arguments: [
    ("A: b\rBcc: c\n\nx\ry\n", "A: b Bcc: c\r\n\r\nx\r\ny\r\n"),
    ("A: b\r\rC: d\n\n", "A: b C: d\r\n\r\n"), ("A: b\n\rC: d\n\n", "A: b\r\n C: d\r\n\r\n"),
    ("A: b\r\r\n\r\r\nx\ry", "A: b\r\n\r\nx\r\ny\r\n"),
    ("A: b\r\n\r\nx\ry", "A: b\r\n\r\nx\r\ny\r\n"),
    ("A: b\r", "A: b\r\n"), ("A: b\n.\rC: d\n\n", "A: b\r\n. C: d\r\n\r\n"),
    ("\nx\ry\n", "\r\nx\r\ny\r\n"),
  ])
  func `a lone CR ends no line of a header`(text: String, lines: String) {
    for dots in [false, true] {
      #expect(normal(text, dots: dots, header: true) == lines)
      #expect(normal(text, dots: dots, header: true, pieces: 1) == lines)
    }
  }

  @Test func `NUL and octets beyond ASCII are seen`() {
    for (bytes, isEightBit, hasNUL) in [
      ([0x41, 0x0A], false, false), ([0x41, 0xC3, 0xA4], true, false), ([0x0A, 0xFF], true, false),
      ([0x41, 0x00], false, true), ([0x00], false, true), ([0x0A, 0x00], false, true),
    ] as [([UInt8], Bool, Bool)] {
      var lines = LineNormalizer()
      var output: [UInt8] = []
      lines.take(bytes, into: &output)
      #expect(lines.isEightBit == isEightBit && lines.hasNUL == hasNUL, "\(bytes)")
    }
  }
}
