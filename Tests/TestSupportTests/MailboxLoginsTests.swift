import TestSupport
import Testing

@Suite struct MailboxLoginsTests {
  @Test(arguments: ["imap", "pop3"])
  func `sending is blocked until a mailbox was opened`(service: String) async throws {
    let (logins, server) = try await Blocking.run {
      let logins = try DovecotServer(
        users: ["alice": "open sesame"],
        ports: ["imap": .init(.imap), "pop3": .init(.pop3)], recordsMailboxLogins: true)
      let port = PostfixPort.plain.with { $0.requiresMailboxLogin = true }
      return (logins, try PostfixServer(ports: ["after": port], logins: logins))
    }
    let port = server.port("after")
    #expect(try await Swaks.send(port: port).output.contains("554 5.7.1"))
    let failed = try await DovecotServerTests.logIn(logins, service, tls: false, password: "wrong")
    #expect(failed.status != 0)
    #expect(try await Swaks.send(port: port).output.contains("554 5.7.1"))
    let opened = try await DovecotServerTests.logIn(logins, service, tls: false)
    #expect(opened.status == 0, "\(opened.errors)\(logins.log())")
    let sent = try await Swaks.send(port: port, to: "after@example.org")
    #expect(sent.status == 0, "\(sent.output)\(server.log())")
    _ = try await server.inbox(of: "after@example.org")
    try logins.forgetMailboxLogins()
    #expect(try await Swaks.send(port: port).output.contains("554 5.7.1"))
  }
}
