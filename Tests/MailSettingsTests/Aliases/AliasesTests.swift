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
