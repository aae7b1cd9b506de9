import MailSettings
import TestSupport
import Testing

@Suite struct DraftMergeTests {
  static func draft(_ values: [String: String]) -> Draft {
    Setting.all.reduce(into: Draft()) { $0[$1] = values[$1.key.name] ?? "" }
  }

  let base = Self.draft(["smtp.server": "a.example", "smtp.port": "25", "system.name": "App"])

  @Test func `what only one side has changed is no conflict, and both changes count`() {
    var (mine, theirs) = (base, base)
    mine.smtp.port.text = "587"
    theirs.smtp.server.text = "b.example"
    theirs.system.name.text = ""
    #expect(mine.conflicts(with: theirs, since: base).isEmpty)
    for side in [MergeSide.mine, .theirs] {
      let merged = mine.merged(onto: theirs, since: base, preferring: side)
      #expect(merged == Self.draft(["smtp.server": "b.example", "smtp.port": "587"]))
    }
  }

  @Test func `where both have changed the same setting, the side that is asked for counts`() {
    var (mine, theirs) = (base, base)
    mine.smtp.port.text = "587"
    mine.system.name.text = ""
    theirs.smtp.port.text = "465"
    theirs.system.name.text = "Their app"
    #expect(mine.conflicts(with: theirs, since: base) == ["system.name", "smtp.port"])
    #expect(mine.merged(onto: theirs, since: base, preferring: .mine) == mine)
    #expect(mine.merged(onto: theirs, since: base, preferring: .theirs) == theirs)
  }

  @Test(arguments: [("587", "587"), (" 0587", "587"), ("25", "465"), ("", "")])
  func `the same value on both sides, however it is spelt, is no conflict`(
    mine: String, theirs: String
  ) {
    var (one, other) = (base, base)
    one.smtp.port.text = mine
    other.smtp.port.text = theirs
    #expect(one.conflicts(with: other, since: base).isEmpty)
  }

  @Test func `a password typed here and another one stored meanwhile are a conflict`() {
    var base = base
    base.smtp.password = PasswordDraft(stored: .init(Secret("old"), host: "a.example"))
    var (mine, theirs) = (base, base)
    mine.smtp.password.type("mine")
    theirs.smtp.password = PasswordDraft(stored: .init(Secret("theirs"), host: "a.example"))
    #expect(mine.conflicts(with: theirs, since: base) == ["smtp.password"])
    let kept = mine.merged(onto: theirs, since: base, preferring: .mine).smtp.password
    #expect(kept.change == .replace(Secret("mine")))
    #expect(kept.stored == theirs.smtp.password.stored)
    let taken = mine.merged(onto: theirs, since: base, preferring: .theirs)
    #expect(taken.smtp.password == theirs.smtp.password)
    mine.smtp.password.type("theirs")
    #expect(mine.conflicts(with: theirs, since: base).isEmpty)
    mine.smtp.password.delete()
    theirs.smtp.password = PasswordDraft()
    #expect(mine.conflicts(with: theirs, since: base).isEmpty)
  }

  @Test func `a password that was kept here is the one stored meanwhile`() {
    var theirs = base
    theirs.smtp.password = PasswordDraft(stored: .init(Secret("new"), host: "a.example"))
    #expect(base.conflicts(with: theirs, since: base).isEmpty)
    #expect(base.merged(onto: theirs, since: base, preferring: .mine) == theirs)
  }
}
