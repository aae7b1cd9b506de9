import MailSettings
import Testing

@Suite struct SourceAddressTests {
  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7", false), ("2001:DB8::0:7", "2001:db8::7", true),
    ("[::1]", "::1", true), ("::ffff:192.0.2.7", "192.0.2.7", false),
  ])
  func `an address is read`(text: String, canonical: String, isIPv6: Bool) throws {
    let address = try SourceAddress(typed: text)
    #expect(address.text == canonical && address.isIPv6 == isIPv6)
  }

  @Test(arguments: ["mail.example.com", "192.0.2", "192.0.2.300", "192.0.2.7:25", "eth0", "::g"])
  func `anything else keeps its text and shows a problem`(text: String) {
    #expect(Entry<SourceAddress>(text).problem == .notAnIPAddress(text))
  }

  @Test func `a problem is told at once only where no more typing helps`() {
    #expect(!Problem.notAnIPAddress("192.").isFinal && !Problem.notAnIPAddress("2001:db").isFinal)
    #expect(Problem.notAnIPAddress("eth0").isFinal)
  }
}
