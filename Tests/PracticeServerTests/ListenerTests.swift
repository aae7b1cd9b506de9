import PracticeServer
import Testing

@Test func `a port that another server holds is named`() async throws {
  let folder = try TemporaryFolder()
  let first = try await PracticeServer.start(mailbox: folder.path)
  defer { first.stop() }
  await #expect(throws: PracticeServerError.portInUse(first.port)) {
    try await PracticeServer.start(port: first.port, mailbox: folder.path)
  }
}
