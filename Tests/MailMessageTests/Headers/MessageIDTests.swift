import MailMessage
import MailSettings
import Testing

struct MessageIDTests {
  @Test func `an id is random in the sender's domain`() throws {
    let id = MessageID(sender: try Samples.address("a@Bücher.example")).text
    #expect(id.hasSuffix("@xn--bcher-kva.example>"))
    #expect(id.dropFirst().prefix { $0 != "@" }.utf8.count == 32)
    #expect(id.first == "<")
  }

  @Test func `no two are the same`() throws {
    let address = try Samples.address("a@example.com")
    #expect(Set((0..<1_000).map { _ in MessageID(sender: address) }).count == 1_000)
  }
}
