import MailSettings
import Testing

@Suite struct MailAddressTests {
  @Test(arguments: [
    ("app@example.com", "app", "example.com"), ("A.b+c@Example.COM", "A.b+c", "example.com"),
    ("\"a b\"@x.org", "\"a b\"", "x.org"), ("\"a@b\"@x.org", "\"a@b\"", "x.org"),
    ("\"a\\\"b\"@x.org", "\"a\\\"b\"", "x.org"), ("\"a\\\\\"@x.org", "\"a\\\\\"", "x.org"),
    ("\"..\"@x.org", "\"..\"", "x.org"), ("\"\"@x.org", "\"\"", "x.org"),
    ("a@[192.0.2.7]", "a", "[192.0.2.7]"), ("a@[IPv6:2001:db8::25]", "a", "[IPv6:2001:db8::25]"),
    ("a@bücher.example", "a", "xn--bcher-kva.example"), ("a@localhost", "a", "localhost"),
    ("jürgen@example.com", "jürgen", "example.com"), ("用户@例え.jp", "用户", "xn--r8jz45g.jp"),
    ("!#$%&'*+-/=?^_`{|}~@x.org", "!#$%&'*+-/=?^_`{|}~", "x.org"),
  ])
  func `an address is read and has its form on the wire`(
    text: String, localPart: String, domain: String
  ) throws {
    let address = try MailAddress(typed: text)
    #expect(address.localPart == localPart)
    #expect(address.asciiDomain == domain)
    #expect(address.wire == "\(localPart)@\(domain)")
    #expect(address.text == text)
  }

  @Test func `only a non-ASCII local part needs SMTPUTF8`() throws {
    #expect(try MailAddress(typed: "jürgen@example.com").needsSMTPUTF8)
    #expect(try !MailAddress(typed: "juergen@bücher.example").needsSMTPUTF8)
  }

  @Test(arguments: [
    ("example.com", MailAddressFault.noAt), ("@example.com", .noLocalPart), ("app@", .noDomain),
    (".a@x.org", .dots), ("a.@x.org", .dots), ("a..b@x.org", .dots), ("a b@x.org", .character(" ")),
    ("a@b@x.org", .character("@")), ("a,b@x.org", .character(",")), ("a(b)@x.org", .character("(")),
    ("a\"b@x.org", .character("\"")), ("a\u{3000}b@x.org", .character("\u{3000}")),
    ("\"ab@x.org", .openQuote), ("\"a\"b@x.org", .openQuote), ("\"a\"b\"@x.org", .openQuote),
    ("\"a\\\"@x.org", .openQuote), ("\"@x.org", .openQuote),
    ("App <app@x.org>", .displayName), ("<app@x.org>", .displayName),
    ("a@x..org", .domain(.emptyLabel)), ("a@x.org.", .domain(.emptyLabel)),
    ("a@x_y.org", .domain(.character("_"))), ("a@-x.org", .domain(.hyphen)),
    ("a@ x.org", .domain(.space)), ("a@💌.example", .domain(.notInternational)),
    ("a@192.0.2.7", .literal), ("a@[192.0.2.256]", .literal), ("a@[x]", .literal),
    ("a@[2001:db8::25]", .literal), ("a@[IPv6:x]", .literal), ("a@[192.0.2.7", .literal),
    ("a@[", .literal),
  ])
  func `anything else says what is wrong with it`(text: String, fault: MailAddressFault) {
    #expect(Entry<MailAddress>(text).problem == .notAnAddress(text, fault))
  }

  /// A combining mark makes one Character with what stands before it, but a server reads bytes.
  @Test(arguments: [
    ("a>\u{301}b@x.org", MailAddressFault.displayName), ("<\u{301}b@x.org", .displayName),
    ("a@\u{301}b@x.org", .character("@")), ("a,\u{301}b@x.org", .character(",")),
    ("\"a\"\u{301}b\"@x.org", .openQuote), ("a.@\u{301}x.org", .dots),
    ("a \u{301}@x.org", .character(" ")),
  ])
  func `a combining mark hides nothing`(text: String, fault: MailAddressFault) {
    #expect(Entry<MailAddress>(text).problem == .notAnAddress(text, fault))
  }

  @Test(arguments: [
    "a\r\nRCPT TO:b@x.org", "a\n@x.org", "a\0@x.org", "a@x.org\u{85}", "\u{1B}[31ma@x",
  ])
  func `control characters are refused`(text: String) {
    #expect(Entry<MailAddress>(text).problem == .controlCharacter)
  }

  @Test func `a local part has at most 64 octets and an address 254`() {
    let fits = String(repeating: "a", count: 64)
    #expect(Entry<MailAddress>(fits + "@x.org").value != nil)
    #expect(
      Entry<MailAddress>(fits + "a@x.org").problem
        == .notAnAddress(fits + "a@x.org", .longLocalPart))
    let wide = String(repeating: "ü", count: 33) + "@x.org"
    #expect(Entry<MailAddress>(wide).problem == .notAnAddress(wide, .longLocalPart))
    let domain = Array(repeating: String(repeating: "b", count: 46), count: 4)
      .joined(separator: ".")
    #expect(Entry<MailAddress>(fits + "@" + domain + ".d").value?.text.count == 254)
    #expect(Entry<MailAddress>(fits + "@" + domain + ".de").problem == .tooLong(254))
  }
}
