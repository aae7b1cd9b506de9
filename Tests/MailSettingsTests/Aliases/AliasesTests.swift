import Testing

@testable import MailSettings

@Suite struct AliasesTests {
  private let file = AliasesFile(
    """
    # Debian's own
    mailer-daemon: postmaster
    Postmaster: root
    root: ann, admin@example.net,
    \tbob@example.org
    "odd name": x@example.com
    www-data: |/usr/bin/program, "/var/mail/www", :include:/etc/list
    loop: loop2
    loop2: LOOP
    self: \\self
    broken line
    ann: root@elsewhere.example  
    nobody: /dev/null
    mixed: /dev/null, mixed@example.com
    """)

  @Test func `names are followed to addresses, in either case and each once`() throws {
    let aliases = Aliases(system: file)
    let addresses = try aliases.addresses(of: "MAILER-DAEMON").map(\.text)
    #expect(addresses == ["root@elsewhere.example", "admin@example.net", "bob@example.org"])
    #expect(try aliases.addresses(of: "mixed").map(\.text) == ["mixed@example.com"])
  }

  @Test func `the set-up's own come first`() throws {
    let aliases = Aliases(
      own: [
        "root": try AliasTargets(typed: "ann@example.com, Ann, extra@example.com"),
        "ann": try AliasTargets(typed: "ann@example.com"),
      ], system: file)
    #expect(
      try aliases.addresses(of: "root").map(\.text) == ["ann@example.com", "extra@example.com"])
    #expect(try aliases.addresses(of: "postmaster").count == 2)
  }

  @Test(arguments: [
    ("stranger", Aliases.Fault.unknown("stranger")), ("loop", .loop("loop")),
    ("self", .loop("self")),
    (
      "www-data",
      .unusable("www-data", ["|/usr/bin/program", "/var/mail/www", ":include:/etc/list"])
    ),
    ("nobody", .unusable("nobody", ["/dev/null"])),
  ])
  func `a name that leads to nobody says why`(name: String, fault: Aliases.Fault) {
    #expect(throws: fault) { try Aliases(system: file).addresses(of: name) }
  }

  @Test func `names that lead to the same names twice take no longer for it`() throws {
    let doubles = (0..<60).map { "n\($0): n\($0 + 1), n\($0 + 1)\n" }.joined()
    let aliases = Aliases(system: AliasesFile(doubles + "n60: a@example.com\n"))
    #expect(try aliases.addresses(of: "n0").map(\.text) == ["a@example.com"])
  }

  @Test func `a way without an end in sight is none`() {
    let chain = (0..<100_000).map { "n\($0): n\($0 + 1)\n" }.joined()
    let aliases = Aliases(system: AliasesFile(chain))
    #expect(throws: Aliases.Fault.self) { try aliases.addresses(of: "n0") }
  }

  @Test(arguments: [
    ("a@x.de", "a@x.de"), ("a@x.de,b@y.de", "a@x.de, b@y.de"), ("Root , ", "root"),
    ("www-data, a@x.de", "www-data, a@x.de"),
  ])
  func `targets are addresses or names`(typed: String, text: String) throws {
    #expect(try AliasTargets(typed: typed).text == text)
  }

  @Test(arguments: ["", ",", "|cmd", "/file", "a b", "a@", "@b", "a@x.de\nb@y.de", ":include:x"])
  func `nothing else is a target`(typed: String) {
    #expect(throws: Problem.self) { try AliasTargets(typed: typed) }
  }
}
