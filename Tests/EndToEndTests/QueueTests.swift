import Foundation
import TestSupport
import Testing

/// The mails that wait, in the wizard.
@Suite struct QueueTests {
  @Test
  func `a mail that waits is seen with its reason, tried again and delivered; another is deleted`()
    async throws
  {
    let setUp = try SetUp(
      """
      [system]
      address = "app@example.org"
      [smtp]
      server = "127.0.0.1"
      port = 9
      [queue]
      enabled = true

      """)
    for name in ["first", "second"] {
      let sent = try await setUp.run(
        "send", "\(name)@example.com", input: "Subject: \(name)\n\nx\n")
      #expect(sent.status == 0, "\(sent.errors)")
    }
    let wizard = try setUp.wizard()
    try await wizard.press("[ Queue and relay")
    try await wizard.waitFor("2 mails wait:")
    try await wizard.waitFor("first@example.com")
    try wizard.send("Tab", times: 2)
    try await wizard.waitFor("Nothing listens on port 9")
    try wizard.send("DC")
    try await wizard.waitFor("The mail for first@example.com is deleted")
    try wizard.send("Right", "Enter")
    try await wizard.waitFor("1 mail waits:")
    // The wizard holds the set-up; whoever mends the server's port in the file changes what counts.
    let server = try await MailHouse.shared.get().postfix
    let settings = setUp.file("postern.toml").replacing(
      "port = 9", with: "port = \(server.port("plain"))")
    try setUp.write("postern.toml", settings)
    try wizard.send("Enter")
    try await wizard.waitFor("Delivered.")
    try await wizard.waitFor("No mail waits.")
    #expect(try await server.inbox(of: "second@example.com").count == 1)
  }
}
