import PracticeServer
import Testing

import enum TestSupport.FreePort

@Test func `a stopped server closes its connections and frees its port`() async throws {
  let folder = try TemporaryFolder()
  // Not a port of the system's choice: an outgoing connection could take that one meanwhile.
  let server = try PracticeServer.start(port: FreePort.next(), mailbox: folder.path)
  let client = try SocketClient(server)
  server.stop()
  server.waitUntilStopped()
  #expect(try client.isClosed())
  let next = try PracticeServer.start(port: server.port, mailbox: folder.path)
  #expect(next.port == server.port)
  next.stop()
}
