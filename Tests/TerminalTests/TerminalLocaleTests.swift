import Testing

@testable import Terminal

struct TerminalLocaleTests {
  @Test(arguments: [nil, "", "C", "POSIX"])
  func `LANG=C or nothing at all means UTF-8`(lang: String?) {
    #expect(
      TerminalLocale.choice(lcAll: nil, lcCtype: "", lang: lang) == .utf8ByDefault)
  }

  @Test(arguments: [
    ("de_DE.UTF-8", true), ("C.UTF-8", true), ("C.utf8", true), ("UTF-8", true),
    ("sr_RS.UTF-8@latin", true), ("de_DE.ISO-8859-1", false), ("de_DE@euro", false),
    ("C", false), ("POSIX", false), ("ja_JP.eucJP", false),
  ])
  func `LC_ALL and LC_CTYPE are meant, whatever LANG says`(name: String, meansUTF8: Bool) {
    let expected = TerminalLocale.Choice.named(meansUTF8: meansUTF8)
    #expect(TerminalLocale.choice(lcAll: name, lcCtype: "C", lang: "C") == expected)
    #expect(TerminalLocale.choice(lcAll: "", lcCtype: name, lang: "de_DE.UTF-8") == expected)
  }

  @Test func `LANG with a charset is meant, too`() {
    #expect(
      TerminalLocale.choice(lcAll: nil, lcCtype: nil, lang: "de_DE.ISO-8859-15")
        == .named(meansUTF8: false))
  }
}
