import TestSupport
import Testing

/// What the encoding and sender screens show of a mail, in a real terminal.
@Suite struct PreviewTests {
  private func wizard(_ section: String, _ name: String) throws -> Tmux {
    try SetUp(
      """
      [system]
      name = "\(name)"
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "mail.yourdomain.com"
      [message]
      encoding = "ISO-8859-1"

      """
    ).wizard("setup", "--section", section)
  }

  @Test func `a text is seen in the chosen encoding while it is typed, and UTF-8 is one key away`()
    async throws
  {
    let wizard = try wizard("encoding", "Jörg")
    try await wizard.see(section: 8, "Encoding")
    try await wizard.waitFor("From: =?ISO-8859-1?Q?J=F6rg?=")
    try wizard.send("Tab", times: 2)
    try await wizard.waitForCursor(at: "Try a text")
    try wizard.type("5 € für 山")
    try await wizard.waitFor("! ISO-8859-1 cannot write “€”, “山” in this text.")
    try await wizard.press("[ Use UTF-8")
    let screen = try await wizard.waitFor("From: =?UTF-8?B?SsO2cmc=?=")
    #expect(screen.contains("Subject: 5 =?UTF-8?B?"), "\(screen)")
    #expect(!screen.contains("cannot write") && screen.contains("1 unsaved change"), "\(screen)")
  }

  @Test func `the sender screen follows the choice`() async throws {
    let wizard = try wizard("sender-mode", "Your Server")
    try await wizard.see(section: 9, "Sender mode")
    try await wizard.waitFor("▸ A mail of Alice Example: the system address")
    try wizard.send("Down")
    let screen = try await wizard.waitFor("▸ A mail of Alice Example: the user's own address")
    #expect(!screen.contains("▸ A mail of Alice Example: the system address"), "\(screen)")
    #expect(screen.contains("1 unsaved change"), "\(screen)")
  }
}
