import TestSupport
import Testing

/// Long and wide pastes into one line.
@Suite struct PastingTests {
  private func wizard() async throws -> Tmux {
    let wizard = try SetUp().wizard("setup", "--section", "system-address")
    try await wizard.see(section: 3, "System address")
    return wizard
  }

  private let text = String(repeating: "0123456789", count: 1_200) + "the end"

  @Test(arguments: [true, false])
  func `a long paste arrives whole, in brackets and without`(isBracketed: Bool) async throws {
    let setUp = try RecordingServer.setUp(RecordingServer.start())
    let wizard = try setUp.wizard("setup", "--section", "authentication")
    try await wizard.see(section: 6, "Authentication")
    try wizard.send("Tab", "Tab")
    try await wizard.waitForCursor(at: "Password")
    if isBracketed { try wizard.paste(text) } else { try wizard.type(text) }
    try wizard.send("F2")
    try await wizard.waitFor("Saved in ")
    #expect(setUp.file("secrets.toml").contains("password = \"\(text)\""))
  }

  @Test(arguments: [true, false])
  func `both ends of a long paste are a key away, and a key takes it away`(
    isBracketed: Bool
  ) async throws {
    let wizard = try await wizard()
    if isBracketed { try wizard.paste(text) } else { try wizard.type(text) }
    try await wizard.waitFor("the end_")
    try wizard.send("Home")
    try await wizard.waitFor("▸01234567890123")
    try wizard.send("C-k", "x")
    let screen = try await wizard.waitFor("▸x_")
    #expect(!screen.contains("0123"), "\(screen)")
  }

  @Test func `what a one-line text leaves out of a paste is told`() async throws {
    let wizard = try await wizard()
    try wizard.paste("Your Server\nsecond\nthird\n")
    try await wizard.waitFor("Pasted the first of 3 lines")
    #expect(try wizard.screen().contains("▸Your Server_"))
  }
}
