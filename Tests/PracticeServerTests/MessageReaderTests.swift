import NIOCore
import Testing

@testable import PracticeServer

struct MessageReaderTests {
  /// What is read, and what is left after the end; nil when there is no end. The text is given
  /// once in a piece and once byte by byte.
  private func read(_ text: String, limit: Int = 1_000) throws -> (text: String, rest: String)? {
    var whole = MessageReader(limit: limit)
    var buffer = ByteBuffer(string: text)
    let isFinished = whole.consume(&buffer)
    var slow = MessageReader(limit: limit)
    let isSlowFinished = text.utf8.contains { byte in
      var single = ByteBuffer(bytes: [byte])
      return slow.consume(&single)
    }
    #expect(isFinished == isSlowFinished)
    #expect(whole.bytes == slow.bytes)
    guard isFinished else { return nil }
    return (String(decoding: whole.bytes, as: UTF8.self), String(buffer: buffer))
  }

  @Test(arguments: [
    (".\r\n", ""), ("a\r\n.\r\n", "a\n"), ("..\r\n.\r\n", ".\n"), (".a\r\n.\r\n", "a\n"),
    ("...\r\n\r\n.\r\n", "..\n\n"), ("a\r\n..b\r\n.\r\n", "a\n.b\n"), ("ä\r\n.\r\n", "ä\n"),
    (".\r\r\n.\r\n", "\r\n"), ("a\r\r\n.\r\n", "a\r\n"), (".\ra\r\n.\r\n", "\ra\n"),
  ])
  func `dots are unstuffed and CRLF.CRLF ends the message`(wire: String, stored: String) throws {
    let result = try #require(try read(wire + "QUIT\r\n"))
    #expect(result.text.utf8.elementsEqual(stored.utf8))
    #expect(result.rest.utf8.elementsEqual("QUIT\r\n".utf8))
  }

  @Test(arguments: [
    "a\n.\n", "a\n.\r\n", "a\r\n.\n", "a\r.\r\n", "a\r\n.\r", "a\r\n.\rb\n", "a\r\n.", "a\n.\r",
    "a\r\n.\r\r\n", "a\r\n..\r\n", "a\r.\r",
  ])
  func `nothing else ends it`(wire: String) throws {
    #expect(try read(wire) == nil)
  }

  @Test func `a message with a smuggled one inside stays one message`() throws {
    let wire = "a\n.\r\nMAIL FROM:<evil@x>\r\nb\r\n.\r\n"
    #expect(try read(wire)?.text == "a\n.\nMAIL FROM:<evil@x>\nb\n")
  }

  @Test func `a message too large is read to its end but not kept`() throws {
    var reader = MessageReader(limit: 4)
    var buffer = ByteBuffer(string: "abcdef\r\n.\r\n")
    let isFinished = reader.consume(&buffer)
    #expect(isFinished)
    #expect(reader.isTooLarge)
    #expect(reader.bytes.isEmpty)
  }

  @Test func `the size counts line endings as two bytes`() throws {
    var reader = MessageReader(limit: 8)
    var buffer = ByteBuffer(string: "ab\r\ncd\r\n.\r\n")
    let isFinished = reader.consume(&buffer)
    #expect(isFinished)
    #expect(reader.size == 8)
    #expect(!reader.isTooLarge)
  }
}
