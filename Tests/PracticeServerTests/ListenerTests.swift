import PracticeServer
import Testing

@Test func `a port that another server holds is named`() async throws {
  let folder = try TemporaryFolder()
  let first = try PracticeServer.start(mailbox: folder.path)
  defer { first.stop() }
  #expect(throws: PracticeServerError.portInUse(first.port)) {
    try PracticeServer.start(port: first.port, mailbox: folder.path)
  }
}
