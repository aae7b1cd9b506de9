import Testing

@testable import Submission

struct MessageReaderTests {
  /// What is read, and what is left after the end; nil when there is no end. The text is given
  /// once in a piece and once byte by byte.
  private func read(_ text: String, limit: Int = 1_000) throws -> (text: String, rest: String)? {
    var whole = MessageReader(limit: limit)
    var input = InputBuffer(Array(text.utf8))
    let content = whole.read(&input)
    var slow = MessageReader(limit: limit)
    var slowContent: [UInt8] = []
    for byte in text.utf8 where !slow.isFinished {
      var single = InputBuffer([byte])
      slowContent += slow.read(&single)
    }
    #expect(whole.isFinished == slow.isFinished)
    #expect(content == slowContent)
    guard whole.isFinished else { return nil }
    let rest = input.take(input.count)
    return (String(decoding: content, as: UTF8.self), String(decoding: rest, as: UTF8.self))
  }

  @Test(arguments: [
    (".\r\n", ""), ("a\r\n.\r\n", "a\r\n"), ("..\r\n.\r\n", ".\r\n"), (".a\r\n.\r\n", "a\r\n"),
    ("...\r\n\r\n.\r\n", "..\r\n\r\n"), ("a\r\n..b\r\n.\r\n", "a\r\n.b\r\n"),
    ("ä\r\n.\r\n", "ä\r\n"), (".\r\r\n.\r\n", "\r\r\n"), ("a\r\r\n.\r\n", "a\r\r\n"),
    (".\ra\r\n.\r\n", "\ra\r\n"), ("a\n..\n...\nb\r\n.\r\n", "a\n.\n..\nb\r\n"),
    ("a\n.b\n..c\r\n.\r\n", "a\n.b\n.c\r\n"), ("\n..\r\n.\r\n", "\n.\r\n"),
  ])
  func `dots are unstuffed and CRLF.CRLF ends the message`(wire: String, content: String) throws {
    let result = try #require(try read(wire + "QUIT\r\n"))
    #expect(result.text.utf8.elementsEqual(content.utf8))
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
    #expect(try read(wire)?.text == "a\n.\r\nMAIL FROM:<evil@x>\r\nb\r\n")
  }

  @Test func `a message too large is read to its end but not handed out beyond the limit`() throws {
    var reader = MessageReader(limit: 4)
    var input = InputBuffer(Array("abcdef\r\n.\r\n".utf8))
    #expect(reader.read(&input).count <= 4)
    #expect(reader.isFinished)
    #expect(reader.isTooLarge)
  }

  @Test func `the size counts line endings as two bytes`() throws {
    var reader = MessageReader(limit: 8)
    var input = InputBuffer(Array("ab\r\ncd\r\n.\r\n".utf8))
    #expect(reader.read(&input).count == 8)
    #expect(reader.isFinished)
    #expect(reader.size == 8)
    #expect(!reader.isTooLarge)
  }
}
