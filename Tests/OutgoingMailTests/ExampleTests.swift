import Foundation
import TestSupport
import Testing

/// The example of how a program sends by a set-up.
@Suite struct ExampleTests {
  private let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("SendReport").path

  @Test func `it sends a mail, and tells of one that is refused`() async throws {
    let server = try await CharacterSetTests.postfix.get()
    let folder = try TemporaryFolder(mode: 0o700)
    let settings =
      "[system]\naddress = \"app@example.org\"\n[smtp]\nserver = \"127.0.0.1\"\nport = \(server.port("plain"))\n"
    try Data(settings.utf8).write(to: URL(fileURLWithPath: folder.file("postern.toml")))
    let sent = try await Command.run(program, [folder.path, "example@example.com", "All is well."])
    #expect(sent.output.hasPrefix("delivered <"))
    let mail = try ParsedMail(try #require(try await server.inbox(of: "example@example.com").first))
    #expect(mail.text.contains("All is well.") && mail.header("Subject") == "Report")
    let refused = try await Command.run(program, [folder.path, "x@elsewhere.invalid", "No."])
    #expect(refused.output.hasPrefix("failed"))
  }
}
