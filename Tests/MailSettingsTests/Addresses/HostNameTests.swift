import MailSettings
import Testing

@Suite struct HostNameTests {
  @Test(arguments: [
    ("mail.example.com", "mail.example.com"), ("MAIL.Example.COM", "mail.example.com"),
    ("localhost", "localhost"), ("mail.example.com.", "mail.example.com"),
    ("3com.example", "3com.example"), ("a-b.example", "a-b.example"),
    ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.example", "xn--bcher-kva.example"),
    ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("例え.jp", "xn--r8jz45g.jp"),
    ("例え。jp", "xn--r8jz45g.jp"), ("faß.example", "xn--fa-hia.example"),
    ("mail_server", "mail_server"), ("Mail_1.example", "mail_1.example"), ("_mail", "_mail"),
    ("bü_cher.example", "xn--b_cher-3ya.example"),
    ("mail\u{200B}.bücher.example", "mail.xn--bcher-kva.example"),
    (
      String(repeating: "a", count: 63) + ".example", String(repeating: "a", count: 63) + ".example"
    ),
  ])
  func `a name is read and has its form on the wire`(text: String, ascii: String) throws {
    let host = try HostName(typed: text)
    #expect(host.kind == .name)
    #expect(host.ascii == ascii)
    #expect(host.urlHost == ascii)
  }

  @Test(arguments: ["192.0.2.7", "0.0.0.0", "255.255.255.255", "192.0.2.7.", "１９２.0.2.7"])
  func `four numbers from 0 to 255 are an IPv4 address`(text: String) throws {
    #expect(try HostName(typed: text).kind == .ipv4)
  }

  @Test(arguments: [
    ("2001:db8::25", "2001:db8::25"), ("[2001:db8::25]", "2001:db8::25"),
    ("2001:DB8:0:0:0:0:0:25", "2001:db8::25"), ("::1", "::1"), ("[::]", "::"),
    ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
  ])
  func `an IPv6 address may stand in brackets and has one spelling`(
    text: String, ascii: String
  ) throws {
    let host = try HostName(typed: text)
    #expect(host.kind == .ipv6)
    #expect(host.ascii == ascii)
    #expect(host.urlHost == "[\(ascii)]")
  }

  @Test(arguments: [
    "https://mail.example.com", "smtp://mail.example.com:25", "mail.example.com/inbox",
    "mail.example.com:587", "user@mail.example.com", "[2001:db8::25]:25", "[192.0.2.7]:25",
    "localhost:25", "/",
  ])
  func `a URL, a path, a user or a port is more than a name`(text: String) {
    #expect(Entry<HostName>(text).problem == .hostWithMore(text))
  }

  @Test(arguments: [
    ("mail example.com", HostNameFault.space), ("mail..example", .emptyLabel),
    (".example", .emptyLabel), (".", .emptyLabel), ("-mail.example", .hyphen),
    ("mail-.example", .hyphen), ("mail+1.example", .character("+")),
    ("mail!.example", .character("!")), ("mail\\.example", .character("\\")),
    ("256.1.1.1", .notIPv4), ("1.2.3", .notIPv4),
    ("1.2.3.4.5", .notIPv4), ("01.2.3.4", .notIPv4), ("1234", .notIPv4),
    ("mail.25", .numericTop), ("0x7f.1", .numericTop), ("::g", .notIPv6), ("[::1", .notIPv6),
    ("1:2:3", .notIPv6), ("fe80::1%eth0", .notIPv6), ("[mail.example]", .notIPv6),
    ("💌.example", .notInternational), ("a\u{301}-.example", .hyphen), ("ü..example", .emptyLabel),
  ])
  func `anything else says what is wrong with it`(text: String, fault: HostNameFault) {
    #expect(Entry<HostName>(text).problem == .notAHostName(text, fault))
  }

  @Test func `a label has at most 63 characters and a name at most 253, on the wire`() {
    let long = String(repeating: "a", count: 64) + ".example"
    #expect(Entry<HostName>(long).problem == .notAHostName(long, .longLabel))
    let international = String(repeating: "ü", count: 64) + ".example"
    #expect(Entry<HostName>(international).problem == .notAHostName(international, .longLabel))
    let name = Array(repeating: String(repeating: "a", count: 49), count: 5).joined(separator: ".")
    #expect(Entry<HostName>(name + ".bcd").value?.ascii.count == 253)
    #expect(Entry<HostName>(name + ".bcde").problem == .notAHostName(name + ".bcde", .longName))
  }

  @Test(arguments: ["mail\r\n.example", "mail\0.example", "\u{202E}mail.example", "mail\u{7}"])
  func `control characters are refused`(text: String) {
    #expect(Entry<HostName>(text).problem == .controlCharacter)
  }

  @Test(arguments: [
    ("localhost", true), ("mx.localhost", true), ("127.0.0.1", true), ("127.9.9.9", true),
    ("::1", true), ("[0:0:0:0:0:0:0:1]", true), ("128.0.0.1", false), ("127.example", false),
    ("notlocalhost", false),
  ])
  func `this machine's own names are known`(text: String, isLoopback: Bool) {
    #expect(Entry<HostName>(text).value?.isLoopback == isLoopback)
  }
}
