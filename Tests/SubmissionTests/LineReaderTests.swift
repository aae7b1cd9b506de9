import Testing

@testable import Submission

struct LineReaderTests {
  private func lines(_ chunks: [UInt8]..., limit: Int = 16) -> [LineReader.Line] {
    var reader = LineReader(limit: limit)
    var input = InputBuffer()
    var lines: [LineReader.Line] = []
    for chunk in chunks {
      input.append(chunk)
      while let line = reader.next(&input) { lines.append(line) }
    }
    return lines
  }

  @Test func `lines end in CRLF or LF, however they arrive`() {
    #expect(
      lines(Array("NO".utf8), Array("OP\r".utf8), Array("\nA\nB".utf8)) == [
        .text("NOOP"), .text("A"),
      ])
  }

  @Test func `a line at the limit passes and one above it does not`() {
    #expect(lines(Array("12345678901234\r\n".utf8)) == [.text("12345678901234")])
    #expect(lines(Array("123456789012345\r\nA\r\n".utf8)) == [.tooLong, .text("A")])
  }

  @Test func `a line without end is dropped as it comes and reported once`() {
    let flood = [UInt8](repeating: 0x41, count: 100)
    #expect(lines(flood, flood, Array("\r\nA\r\n".utf8)) == [.tooLong, .text("A")])
  }

  @Test(arguments: [
    [0x41, 0x00], [0x1B, 0x5B], [0xC2, 0x9B], [0xFF], [0x41, 0x0D, 0x42], [0x7F],
  ])
  func `control characters and broken UTF-8 are garbled`(bytes: [UInt8]) {
    #expect(lines(bytes + [0x0D, 0x0A]) == [.garbled])
  }
}
