import Testing

@testable import MailMessage

@Suite struct AddressListTests {
  /// Address, phrase and comment of each item.
  private func items(_ text: String) -> [[String]] {
    AddressList(text).items.map { [$0.address, $0.phrase, $0.comment] }
  }

  @Test(
    arguments: [
      ("a@x.de", [["a@x.de", "", ""]]),
      ("a@x.de, b@y.de,", [["a@x.de", "", ""], ["b@y.de", "", ""]]),
      ("Ann Lee <ann@x.de>", [["ann@x.de", "Ann Lee", ""]]),
      ("\"Lee, Ann\" <ann@x.de>, root", [["ann@x.de", "\"Lee, Ann\"", ""], ["root", "", ""]]),
      ("root (Cron Daemon)", [["root", "", "Cron Daemon"]]),
      ("a@x.de (one (two), three)", [["a@x.de", "", "one (two), three"]]),
      ("\"a, b\"@x.de", [["\"a, b\"@x.de", "", ""]]),
      ("Ann <ann (at work) @ x.de>", [["ann@x.de", "Ann", ""]]),
      ("Z <\"<z>\"@x.de>, b@y.de", [["\"<z>\"@x.de", "Z", ""], ["b@y.de", "", ""]]),
      ("<a (>, c) @x.de>, b@y.de", [["a@x.de", "", ""], ["b@y.de", "", ""]]),
      ("<\"a@x.de>, b@y.de", [["\"a@x.de", "", ""], ["b@y.de", "", ""]]),
      ("<(here) ann\t@x . de (there)>", [["ann@x.de", "", ""]]),
      ("ann @ x.de (Ann)", [["ann@x.de", "", "Ann"]]),
      ("ann . lee@x.de, J. Public", [["ann.lee@x.de", "", ""], ["", "J. Public", ""]]),
      ("<\"a . (b) @ c\" @ x.de>", [["\"a . (b) @ c\"@x.de", "", ""]]),
      (
        "\"a\\\" . b\" @x.de, \"a . b\"", [["\"a\\\" . b\"@x.de", "", ""], ["", "\"a . b\"", ""]]
      ),
      ("<a@x.de>;<b@y.de>", [["a@x.de", "", ""], ["b@y.de", "", ""]]),
      (
        "team: a@x.de, b@x.de;, c@x.de",
        [["a@x.de", "", ""], ["b@x.de", "", ""], ["c@x.de", "", ""]]
      ),
      ("undisclosed-recipients:;", []), ("", []), (" , ,", []),
      ("just some words", [["", "just some words", ""]]),
      ("Ann <ann@x.de", [["ann@x.de", "Ann", ""]]),
      ("\"open <a@x.de>", [["a@x.de", "\"open", ""]]),
      ("Foo [bar <a@x.de>, b@y.de", [["a@x.de", "Foo [bar", ""], ["b@y.de", "", ""]]),
      ("Ann <ann@x.de, b@y.de", [["ann@x.de", "Ann", ""], ["b@y.de", "", ""]]),
      ("Jörg <jörg@x.de>", [["jörg@x.de", "Jörg", ""]]),

    ] as [(String, [[String]])])
  func `addresses are found as programs write them`(text: String, found: [[String]]) {
    #expect(items(text) == found)
  }

  @Test func `many marks that are never closed take no longer than others`() {
    for mark in ["\"", "<", "[", "(", "\"\\", "<,", "<\"", "<(", "<\">(", "<(\""] {
      let text = String(repeating: mark, count: 100_000)
      #expect(!AddressList(text + " x").items.isEmpty)
    }
  }

  @Test func `a name is shown without its quotation marks`() {
    #expect(
      AddressList("\"Lee, \\\"Ann\\\"\" <a@x.de>").items.map(\.displayName) == ["Lee, \"Ann\""])
    #expect(AddressList("root (Cron Daemon)").items.map(\.displayName) == ["Cron Daemon"])
  }
}
