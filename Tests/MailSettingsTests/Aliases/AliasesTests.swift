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
    ("self", .mailbox("self")),
    (
      "www-data",
      .unusable("www-data", ["|/usr/bin/program", "/var/mail/www", ":include:/etc/list"])
    ),
    ("nobody", .unusable("nobody", ["/dev/null"])),
  ])
  func `a name that leads to nobody says why`(name: String, fault: Aliases.Fault) {
    #expect(throws: fault) { try Aliases(system: file).addresses(of: name) }
  }

  /// What Debian's and other people's files have beside an address.
  @Test(arguments: [
    "\\name, a@example.com", "name, a@example.com", "a@example.com, NAME", "\\Name,a@example.com",
    "gone, a@example.com", "a@example.com, gone", "round, a@example.com", "\\gone, a@example.com",
    "program, a@example.com", "|prog, a@example.com", "empty, a@example.com",
    "name@localhost, a@example.com", "gone@localhost, a@example.com", "\\name@localhost, to",
    "to", "to@localhost", "To@LOCALHOST", "to@localhost.localdomain", "\\to", "\"to\"",
    "back, to", "\\back, to", "gone, \\gone, to", "\\to@localhost",
  ])
  func `targets that lead to nobody do not stop the others`(targets: String) throws {
    let file = AliasesFile(
      """
      name: \(targets)
      to: a@example.com
      round: round2
      round2: round
      back: name
      program: |prog
      empty:
      """)
    #expect(try Aliases(system: file).addresses(of: "name").map(\.text) == ["a@example.com"])
  }

  @Test(arguments: [
    ("\\name", Aliases.Fault.mailbox("name")), ("name", .mailbox("name")),
    ("name@localhost", .mailbox("name")), ("\\name, gone", .unknown("gone")),
    ("gone@localhost", .unknown("gone")), ("\\gone", .unknown("gone")), ("", .unusable("name", [])),
    (",", .unusable("name", [])), ("back", .loop("name")), ("back, |prog", .loop("name")),
    ("\\back", .mailbox("back")),
  ])
  func `where nothing else is found, they are the fault`(targets: String, fault: Aliases.Fault) {
    let file = AliasesFile("name: \(targets)\nback: \(targets == "\\back" ? "back" : "name")\n")
    #expect(throws: fault) { try Aliases(system: file).addresses(of: "name") }
  }

  @Test func `an address in another localhost stays one`() throws {
    let file = AliasesFile("a: b@localhost.example.com, c@notlocalhost, \\d@example.com")
    #expect(
      try Aliases(system: file).addresses(of: "a").map(\.text)
        == ["b@localhost.example.com", "c@notlocalhost", "d@example.com"])
  }

  /// Such a table is a person's own, so that a name without an alias is a slip of theirs.
  @Test func `in the set-up's own a name without an alias is told, a mailbox passed over`() throws {
    let own = [
      "root": try AliasTargets(typed: "root, a@example.com"),
      "slip": try AliasTargets(typed: "gone, a@example.com"),
      "here": try AliasTargets(typed: "root@localhost"),
      "far": try AliasTargets(typed: "list, b@example.com"),
    ]
    let aliases = Aliases(own: own, system: AliasesFile("list: gone, c@example.com"))
    #expect(try aliases.addresses(of: "root").map(\.text) == ["a@example.com"])
    #expect(try aliases.addresses(of: "here").map(\.text) == ["a@example.com"])
    #expect(
      try aliases.addresses(of: "far").map(\.text) == ["c@example.com", "b@example.com"])
    #expect(throws: Aliases.Fault.unknown("gone")) { try aliases.addresses(of: "slip") }
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
