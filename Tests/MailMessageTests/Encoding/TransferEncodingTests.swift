import Testing

@testable import MailMessage

struct TransferEncodingTests {
  private func choice(_ lines: String..., isStateful: Bool = false) -> TransferEncoding {
    TransferEncoding(for: lines.map { Array($0.utf8) }, isStateful: isStateful)
  }

  @Test func `ASCII goes as it is while its lines are legal`() {
    #expect(choice("a", "") == .sevenBit)
    #expect(choice(String(repeating: "x", count: 998)) == .sevenBit)
    #expect(choice(String(repeating: "x", count: 999)) == .quotedPrintable)
    #expect(choice("a\0b and some more text") == .quotedPrintable)
    #expect(TransferEncoding(for: [], isStateful: false) == .sevenBit)
  }

  @Test func `mostly ASCII is quoted-printable, the rest base64`() {
    #expect(choice("Grüße aus dem Büro") == .quotedPrintable)
    #expect(choice("日本語の本文") == .base64)
  }

  @Test func `a set with shift states is 7bit or base64`() {
    #expect(choice("\u{1B}$BF|\u{1B}(B", isStateful: true) == .sevenBit)
    #expect(choice(String(repeating: "x", count: 999), isStateful: true) == .base64)
  }

  @Test func `every encoding ends its lines in CRLF`() {
    let lines: [[UInt8]] = [[0x41], [], [0x42]]
    #expect(TransferEncoding.sevenBit.encode(lines) == Array("A\r\n\r\nB\r\n".utf8))
    #expect(TransferEncoding.quotedPrintable.encode(lines) == Array("A\r\n\r\nB\r\n".utf8))
    #expect(TransferEncoding.base64.encode(lines) == Array("QQ0KDQpCDQo=\r\n".utf8))
  }

  @Test func `base64 lines have 76 characters and end in CRLF`() {
    let bytes = [UInt8](repeating: 7, count: 58)
    let lines = Samples.lines(TransferEncoding.base64(bytes))
    #expect(lines?.map(\.utf8.count) == [76, 4, 0])
    #expect(TransferEncoding.base64([]).isEmpty)
  }
}
