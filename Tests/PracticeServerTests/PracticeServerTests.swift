import Foundation
import PracticeServer
import Synchronization
import Testing

struct PracticeServerTests {
  @Test func `a mail sent by Python's smtplib arrives with its trace headers`() async throws {
    let folder = try TemporaryFolder()
    let delivered = Mutex<[DeliveredMail]>([])
    let server = try PracticeServer.start(mailbox: folder.path) { mail in
      delivered.withLock { $0.append(mail) }
    }
    defer { server.stop() }
    let script = """
      import smtplib, sys
      from email.message import EmailMessage
      m = EmailMessage()
      m["From"], m["To"], m["Subject"] = "a@example.com", "b@example.com", "Grüße"
      m.set_content("one\\n.two\\n..three\\n")
      s = smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="app.example.com")
      s.ehlo()
      assert s.esmtp_features["size"] == "52428800", s.esmtp_features
      assert {"8bitmime", "smtputf8", "pipelining", "enhancedstatuscodes"} <= set(s.esmtp_features)
      s.login("user", "secret-word")
      assert s.send_message(m) == {}
      s.quit()
      """
    #expect(try python(script, String(server.port)) == 0)
    let mails = try folder.mails()
    let mail = try #require(mails.first)
    #expect(mails.count == 1)
    #expect(mail.hasPrefix("Return-Path: <a@example.com>\nDelivered-To: b@example.com\nReceived: "))
    #expect(mail.contains("from app.example.com ([127.0.0.1])\n\tby practice.localhost"))
    #expect(mail.contains(" with ESMTPA id "))
    #expect(mail.contains("\n.two\n..three\n"))
    #expect(!mail.contains("secret-word"))
    let report = try #require(delivered.withLock { $0 }.first)
    #expect(report.sender == "a@example.com")
    #expect(report.recipients == ["b@example.com"])
    #expect(report.user == "user")
    #expect(FileManager.default.contents(atPath: report.file).map { $0.isEmpty } == false)
  }

  @Test func `both loopback families answer on one port where there is IPv6`() async throws {
    let folder = try TemporaryFolder()
    let server = try PracticeServer.start(mailbox: folder.path)
    defer { server.stop() }
    #expect(server.hosts.first == "127.0.0.1")
    let script = """
      import socket, sys
      for host in sys.argv[2:]:
        with socket.create_connection((host, int(sys.argv[1]))) as s:
          assert s.recv(100).startswith(b"220 "), host
      """
    #expect(try python(script, String(server.port), server.hosts) == 0)
  }

  @Test func `a host that other machines reach is refused`() async throws {
    let folder = try TemporaryFolder()
    #expect(throws: PracticeServerError.hostNotLoopback("0.0.0.0")) {
      try PracticeServer.start(host: "0.0.0.0", mailbox: folder.path)
    }
  }

  @Test(arguments: [-1, 65_536])
  func `a port out of range is refused`(port: Int) async throws {
    let folder = try TemporaryFolder()
    #expect(throws: PracticeServerError.portOutOfRange(port)) {
      try PracticeServer.start(port: port, mailbox: folder.path)
    }
  }

  private func python(_ script: String, _ port: String, _ more: [String] = []) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, port] + more
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
