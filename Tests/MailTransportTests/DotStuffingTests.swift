import Testing

@testable import MailTransport

@Suite struct DotStuffingTests {
  @Test(arguments: [
    ("a\r\nb\r\n", "a\r\nb\r\n"), ("", ""), (".", "..\r\n"), (".\r\n", "..\r\n"),
    ("..a\r\n.b", "...a\r\n..b\r\n"), ("a\n.\nb\n", "a\r\n..\r\nb\r\n"),
    ("a\r.\rb", "a\r\n..\r\nb\r\n"), ("a\r\r\nb", "a\r\n\r\nb\r\n"), ("a\n\r\nb", "a\r\n\r\nb\r\n"),
    ("a.\r\nb.c", "a.\r\nb.c\r\n"),
  ])
  func `no line can end the message or smuggle one in`(message: String, wire: String) {
    var whole = DotStuffing()
    #expect(whole.take(Array(message.utf8)) + whole.finish() == Array(wire.utf8))
    var bytewise = DotStuffing()
    let pieces = message.utf8.flatMap { bytewise.take([$0]) }
    #expect(pieces + bytewise.finish() == Array(wire.utf8))
  }
}
