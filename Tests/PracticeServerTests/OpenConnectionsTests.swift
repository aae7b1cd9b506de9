import PracticeServer
import Testing

@Test func `a stopped server closes its connections and frees its port`() async throws {
  let folder = try TemporaryFolder()
  let server = try await PracticeServer.start(mailbox: folder.path)
  let client = try SocketClient(server)
  server.stop()
  await server.waitUntilStopped()
  #expect(try client.isClosed())
  let next = try await PracticeServer.start(port: server.port, mailbox: folder.path)
  #expect(next.port == server.port)
  next.stop()
}
