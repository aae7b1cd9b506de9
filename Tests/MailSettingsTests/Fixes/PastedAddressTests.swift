import MailSettings
import TestSupport
import Testing

/// Addresses as mail programs copy them.
@Suite struct PastedAddressTests {
  @Test(
    arguments: [
      ("Your Server <app@example.com>", "app@example.com", "Your Server"),
      ("\"Server, Your\" <app@example.com>", "app@example.com", "Server, Your"),
      (#""Your \"best\" Server" <app@example.com>"#, "app@example.com", "Your \"best\" Server"),
      ("<app@example.com>", "app@example.com", nil),
      ("mailto:app@example.com", "app@example.com", nil),
      ("MAILTO:app@example.com?subject=x", "app@example.com", nil),
      ("app@example.com <app@example.com>", "app@example.com", nil),
      ("Überwachung < app@example.com >", "app@example.com", "Überwachung"),
    ] as [(String, String, String?)])
  func `name and address go into their fields on a key`(
    text: String, address: String, name: String?
  ) throws {
    var draft = Draft(["system.address": text])
    #expect(draft.system.address.problem != nil)
    let fix = try #require(draft.fixes(at: "system.address").first)
    draft.apply(fix)
    #expect(draft.system.address.text == address)
    #expect(draft.system.name.text == name ?? "")
    #expect(draft.wrongTexts.isEmpty)
  }

  @Test func `a name that was typed stays`() throws {
    var draft = Draft(["system.address": "B <app@example.com>", "system.name": "A"])
    draft.apply(try #require(draft.fixes(at: "system.address").first))
    #expect(draft.system.name.text == "A")
  }

  @Test(arguments: [
    "app", "Name app@example.com", "<app@example.com", "app@example.com>", "<>", "Name <>",
    "mailto:",
    "a@example.com, b@example.com", "a\u{7} <a@example.com>", "x <a@b> y",
  ])
  func `anything else is not guessed at`(text: String) {
    #expect(Draft(["system.address": text]).fixes(at: "system.address").isEmpty)
  }

  @Test func `the sentence names the address alone`() {
    let sentence = Entry<MailAddress>("Ann <ann@example.com>").problem?.sentence
    #expect(sentence?.hasSuffix("write only the address, ann@example.com") == true)
  }
}
