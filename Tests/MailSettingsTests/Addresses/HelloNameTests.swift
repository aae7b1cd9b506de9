import MailSettings
import Testing

@Suite struct HelloNameTests {
  @Test(arguments: [
    ("app.example.com", "app.example.com"), ("bücher.example", "xn--bcher-kva.example"),
    ("app.example.com.", "app.example.com"), ("192.0.2.3", "[192.0.2.3]"),
    ("[192.0.2.3]", "[192.0.2.3]"), ("2001:db8::1", "[IPv6:2001:db8::1]"),
    ("[2001:db8::1]", "[IPv6:2001:db8::1]"), ("[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]"),
    ("[ipv6:2001:DB8:0::1]", "[IPv6:2001:db8::1]"), ("app_1", "app_1"),
  ])
  func `a name or an address literal is said as RFC 5321 has it`(text: String, wire: String) throws
  {
    let name = try HelloName(typed: text)
    #expect(name.wire == wire)
    #expect(name.text == text)
  }

  @Test(arguments: [
    "[192.0.2.300]", "[IPv6:192.0.2.3]", "[IPv6:]", "[app.example.com]", "[192.0.2.3", "192.0.2.3]",
    "IPv6:2001:db8::1", "app example", "app.example.com:25", "[]", "a\r\nRSET",
  ])
  func `anything else says what is wrong`(text: String) {
    #expect(throws: Problem.self) { try HelloName(typed: text) }
  }
}
