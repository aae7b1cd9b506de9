import Testing

@testable import postern

@Suite struct SendmailArgumentsTests {
  private func read(_ line: String) throws -> SendmailArguments {
    try SendmailArguments(line.split(separator: " ").map(String.init))
  }

  /// As the callers give them; recipients are cut at their commas later.
  @Test(
    arguments: [
      // Debian's cron, cronie, anacron, at, mdadm, s-nail, unattended-upgrades, PHP, git.
      ("-FCronDaemon -i -B8BITMIME -oem a@x.de, b@x.de", false, true, ["a@x.de,", "b@x.de"]),
      ("-FCronDaemon -i -odi -oem -oi -t -f root", true, true, []),
      ("-FAnacron -odi root", false, false, ["root"]), ("-i user", false, true, ["user"]),
      ("-t", true, false, []), ("-i -- rcpt@x.de", false, true, ["rcpt@x.de"]),
      ("-oi -t", true, true, []), ("-t -i -fwww@x.de", true, true, []),
      ("-i a@x.de b@x.de", false, true, ["a@x.de", "b@x.de"]),
      // Bundled, glued and apart.
      ("-ti", true, true, []), ("-it -f a@b.de x@y.de", true, true, ["x@y.de"]),
      ("-tifa@b.de", true, true, []),
      ("-f a@b.de -F Name -N never -R hdrs -V id x@y.de", false, false, ["x@y.de"]),
      ("-r a@b.de -X log -O ErrorMode=q -C file x@y.de", false, false, ["x@y.de"]),
      ("a@x.de -i", false, true, ["a@x.de"]), ("-- -i", false, false, ["-i"]),
      ("-U -G -n -m -oeq -eq -d0 -Ac -bm x@y.de", false, false, ["x@y.de"]),
    ] as [(String, Bool, Bool, [String])])
  func `the options of sendmail are taken as its callers give them`(
    line: String, readsHeader: Bool, ignoresDots: Bool, recipients: [String]
  ) throws {
    let arguments = try read(line)
    #expect(arguments.task == .send)
    #expect(arguments.readsRecipients == readsHeader)
    #expect(arguments.ignoresDots == ignoresDots)
    #expect(arguments.recipients == recipients)
    #expect(arguments.ignored.isEmpty)
  }

  @Test func `a letter may stand apart, and nothing is sent to verify an address`() throws {
    #expect(try read("-b s").task == .dialogue)
    #expect(try read("-b p").task == .listQueue)
    let dots = try read("-o i -t x@y.de")
    #expect(dots.ignoresDots && dots.recipients == ["x@y.de"] && dots.task == .send)
    #expect(try read("-o -t").readsRecipients)
    #expect(try read("-bv x@y.de").task == .nothing)
    #expect(try read("-bv x@y.de").ignored == ["-bv"])
  }

  @Test func `values are kept, glued or apart`() throws {
    for line in ["-fa@b.de -FName", "-f a@b.de -F Name", "-ra@b.de -tFName", "-tif a@b.de -F Name"]
    {
      let arguments = try read(line)
      #expect(arguments.sender == "a@b.de" && arguments.fullName == "Name", "\(line)")
    }
  }

  @Test(
    arguments: [
      (["-f", "<ann@x.de>"], "ann@x.de"), (["-f<ann@x.de>"], "ann@x.de"),
      (["-r", "Ann <ann@x.de>"], "ann@x.de"), (["-f", "\"Ann, B.\" < ann@x.de > "], "ann@x.de"),
      (["-f", "<root>"], "root"), (["-f", "root"], "root"), (["-f", "<>"], "<>"), (["-f", ""], ""),
      (["-f", "ann@x.de"], "ann@x.de"), (["-f", "<ann@x.de"], "<ann@x.de"),
      (["-f", "Ann <>"], "Ann <>"),
    ] as [([String], String)])
  func `the sender loses its name and its brackets`(words: [String], sender: String) throws {
    #expect(try SendmailArguments(words).sender == sender)
  }

  @Test(arguments: [
    ("-bs", SendmailArguments.Task.dialogue), ("-bp", .listQueue), ("-q", .runQueue),
    ("-q30m", .runQueue), ("-bi", .nothing), ("-I", .nothing), ("-bm", .send), ("--help", .help),
    ("-h", .help), ("-h 3 a@b.de", .send),
    ("--batch x", .batch), ("-v -bs", .dialogue),
  ])
  func `what is to be done`(line: String, task: SendmailArguments.Task) throws {
    #expect(try read(line).task == task)
  }

  @Test func `what is unknown is ignored, and told`() throws {
    let arguments = try read("-Z --strange -iY -o7 x@y.de --level=3")
    #expect(arguments.ignored == ["-Z", "--strange", "-Y", "--level"])
    #expect(arguments.recipients == ["x@y.de"] && arguments.ignoresDots)
  }

  @Test func `Postern's own options`() throws {
    let arguments = try read(
      "--event user --actor=a@b.de --wait 5 --json --home /x --journal=j --resend-unknown c@d.de")
    #expect(arguments.event == .user && arguments.actor == "a@b.de" && arguments.wait == 5)
    #expect(arguments.json && arguments.home == "/x" && arguments.journal == "j")
    #expect(arguments.resendsUnknown && arguments.recipients == ["c@d.de"])
  }

  @Test(arguments: ["-f", "--home", "--event maybe", "--wait soon", "--wait -1", "-bd", "--actor="])
  func `what cannot be meant is refused`(line: String) {
    #expect(throws: Failure.self) { try read(line) }
  }
}
