import MailSettings
import SettingsStore
import Testing

/// `[aliases]`, whose keys are names, changed without losing a line of the file.
@Suite struct AliasesInFileTests {
  private func file(_ text: String) throws -> SettingsFile { try SettingsFile(text, file: "f") }

  private func name(_ text: String) throws -> LocalName { try #require(LocalName(text)) }

  private static let text = """
    version = 1
    [aliases]  # who reads it
    Root = "Ann@example.com"   # the boss
    "www.data" = " b@example.com "
    # nothing yet
    empty = ""
    "strange name" = "x"

    [smtp]
    server = "a"

    """

  @Test func `names are read in either case`() throws {
    let aliases = try file(Self.text).draft.aliases
    #expect(Set(aliases.keys.map(\.text)) == ["root", "www.data", "empty"])
    #expect(aliases[try name("root")]?.text == "Ann@example.com")
  }

  @Test func `what nobody changes stays byte for byte`() throws {
    let before = try file(Self.text)
    var draft = before.draft
    draft.smtp.server.text = "b"
    let after = try before.changed(to: draft)
    #expect(after.text == Self.text.replacing("\"a\"", with: "\"b\""))
  }

  @Test func `a changed name keeps its spelling and its comment`() throws {
    let before = try file(Self.text)
    var draft = before.draft
    draft.aliases[try name("ROOT")] = Entry("c@example.com, www.data")
    draft.aliases[try name("new")] = Entry("root")
    draft.aliases[try name("www.data")] = nil
    let after = try before.changed(to: draft)
    #expect(
      after.text
        == Self.text
        .replacing("Ann@example.com", with: "c@example.com, www.data")
        .replacing("\"www.data\" = \" b@example.com \"\n", with: "")
        .replacing("name\" = \"x\"\n", with: "name\" = \"x\"\nnew = \"root\"\n"))
  }

  @Test func `a key that is no name is told`() throws {
    #expect(try file(Self.text).unknownKeys.map(\.key) == ["aliases.\"strange name\""])
  }

  @Test func `a list in brackets is read as what it is, and told by check`() throws {
    let draft = try file("[aliases]\nroot = [\"a@x.de\", \"b@x.de\"]\n").draft
    #expect(draft.wrongTexts.map(\.key.name) == ["aliases.root"])
  }
}
