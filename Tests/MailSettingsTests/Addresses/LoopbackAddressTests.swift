import MailSettings
import Testing

@Suite struct LoopbackAddressTests {
  @Test(arguments: [
    ("127.0.0.1:2525", "127.0.0.1:2525"), ("[::1]:2525", "[::1]:2525"),
    ("127.1.2.3:25", "127.1.2.3:25"), ("localhost:2525", "127.0.0.1:2525"),
    ("127.0.0.1:submission", "127.0.0.1:587"), ("[0:0::1]:1", "[::1]:1"),
  ])
  func `what only this machine reaches can be listened on`(text: String, written: String) {
    #expect(Entry<LoopbackAddress>(text).value?.text == written)
  }

  @Test(arguments: ["0.0.0.0:25", "192.0.2.7:2525", "[::]:25", "mail.example.com:25"])
  func `what others reach is refused with the reason`(text: String) throws {
    let problem = try #require(Entry<LoopbackAddress>(text).problem)
    #expect(problem.sentence.contains("can be reached from other machines"))
  }

  @Test(arguments: ["127.0.0.1", "2525", ":2525", "::1:2525", "[::1]", "127.0.0.1.5:25", ""])
  func `without address or port there is a problem`(text: String) {
    let entry = Entry<LoopbackAddress>(text)
    #expect(entry.value == nil)
    if !text.isEmpty { #expect(entry.problem == .notAListeningAddress(text)) }
  }

  @Test func `a wrong port is a problem of the port`() {
    #expect(Entry<LoopbackAddress>("127.0.0.1:70000").problem == .notAPort("70000"))
  }

  @Test func `a socket has a whole path of at most 107 bytes`() {
    let longest = "/" + String(repeating: "a", count: 106)
    #expect(Entry<SocketPath>(longest).value?.text == longest)
    #expect(Entry<SocketPath>(longest + "a").problem == .tooLong(107))
    #expect(Entry<SocketPath>("run/submit").problem == .notAnAbsolutePath("run/submit"))
  }
}
