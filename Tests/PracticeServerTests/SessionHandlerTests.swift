import Foundation
import Submission
import SubmissionListener
import Testing

@testable import PracticeServer

struct SessionHandlerTests {
  private func withServer(
    _ limits: Limits = Limits(), _ body: (PracticeServer, TemporaryFolder) throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let server = try PracticeServer.start(
      host: "127.0.0.1", port: 0, mailbox: folder.path, limits: limits, onDelivery: nil)
    defer { server.stop() }
    try body(server, folder)
  }

  @Test func `commands sent in one go are answered in order`() async throws {
    try await withServer { server, folder in
      let client = try SocketClient(server)
      try client.send(
        "EHLO h\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\nSubject: x\r\n\r\ny\r\n.\r\n"
          + "MAIL FROM:<a@x>\r\nRSET\r\nQUIT\r\n")
      let replies = try (0..<8).map { _ in try client.reply().prefix(3) }
      #expect(replies == ["250", "250", "250", "354", "250", "250", "250", "221"])
      #expect(try client.isClosed())
      #expect(try folder.mails().map { $0.hasSuffix("Subject: x\n\ny\n") } == [true])
    }
  }

  @Test func `a connection takes one mail after the other`() async throws {
    try await withServer { server, folder in
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      for number in 1...3 { #expect(try client.mail("\(number)\r\n").hasPrefix("250 ")) }
      #expect(try folder.mails().count == 3)
    }
  }

  @Test func `a lone LF before a dot does not end the message`() async throws {
    try await withServer { server, folder in
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      #expect(try client.mail("a\n.\nMAIL FROM:<evil@x>\r\n").hasPrefix("250 2.0.0 Message"))
      #expect(try client.say("NOOP").hasPrefix("250"))
      #expect(try folder.mails().count == 1)
    }
  }

  @Test func `a message beyond the limit is refused and the connection lives on`() async throws {
    var limits = Limits()
    limits.session.message = 1_000
    try await withServer(limits) { server, folder in
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      let long = String(repeating: "0123456789\r\n", count: 10_000)
      #expect(try client.mail(long).hasPrefix("552 5.3.4"))
      #expect(try client.mail("short\r\n").hasPrefix("250"))
      #expect(try folder.mails().count == 1)
    }
  }

  @Test func `a message of some megabytes arrives whole`() async throws {
    try await withServer { server, folder in
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      let lines = 100_000
      #expect(
        try client.mail(String(repeating: "..0123456789abcdefghijklmnop\r\n", count: lines))
          .hasPrefix("250"))
      let mail = try #require(try folder.mails().first)
      #expect(mail.hasSuffix(String(repeating: ".0123456789abcdefghijklmnop\n", count: lines)))
    }
  }

  @Test func `a command line beyond the limit is refused`() async throws {
    try await withServer { server, _ in
      let client = try SocketClient(server)
      #expect(try client.say(String(repeating: "x", count: 100_000)).hasPrefix("500 5.5.6"))
      #expect(try client.say("NOOP").hasPrefix("250"))
    }
  }

  @Test func `a silent client is told and disconnected`() async throws {
    var limits = Limits()
    limits.listener.idleSeconds = 1
    try await withServer(limits) { server, _ in
      let client = try SocketClient(server)
      #expect(try client.reply().hasPrefix("421 4.4.2"))
      #expect(try client.isClosed())
    }
  }

  @Test func `a mailbox that went away is a temporary failure`() async throws {
    try await withServer { server, folder in
      try FileManager.default.removeItem(atPath: "\(folder.path)/tmp")
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      #expect(try client.mail("x\r\n").hasPrefix("451 4.3.0"))
    }
  }

  @Test func `a mail cut off before its end is not delivered`() async throws {
    try await withServer { server, folder in
      var client: SocketClient? = try SocketClient(server)
      for line in ["EHLO h", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA"] {
        _ = try client?.say(line)
      }
      try client?.send("half a mail\r\n")
      client = nil
      #expect(try SocketClient(server).say("NOOP").hasPrefix("250"))
      #expect(try folder.mails().isEmpty)
    }
  }

  @Test func `unfinished mails of all connections have one bound`() async throws {
    var limits = Limits()
    limits.unfinished = 300_000
    try await withServer(limits) { server, folder in
      let half = String(repeating: "0123456789abcdef\r\n", count: 10_000)
      let clients = try (0..<4).map { _ in try SocketClient(server) }
      for client in clients { _ = try client.say("EHLO h") }
      for client in clients.prefix(3) {
        for line in ["MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA"] { _ = try client.say(line) }
        try client.send(half)
      }
      // One of the three had no room left; it is told at its end, and the others are delivered.
      let ends = try clients.prefix(3).map { try $0.say(".").prefix(9) }
      #expect(ends.filter { $0 == "452 4.3.1" }.count >= 1, "\(ends)")
      #expect(ends.contains("250 2.0.0"))
      // What is finished or refused is given back.
      for client in clients { #expect(try client.mail(half).hasPrefix("250")) }
    }
  }

  @Test func `recipients count towards the bound, and closing gives all back`() async throws {
    var limits = Limits()
    limits.unfinished = 10_000
    try await withServer(limits) { server, folder in
      let client = try SocketClient(server)
      _ = try client.say("EHLO h")
      _ = try client.say("MAIL FROM:<a@x>")
      let long = String(repeating: "b", count: 2_000)
      let replies = try (0..<6).map { _ in try client.say("RCPT TO:<\(long)@x>").prefix(3) }
      #expect(replies.contains("452"), "\(replies)")
      #expect(try client.say("NOOP").hasPrefix("250"))
      let next = try SocketClient(server)
      _ = try next.say("EHLO h")
      #expect(try next.mail("x\r\n").hasPrefix("250"))
    }
  }

  @Test func `a connection too many is told and closed`() async throws {
    var limits = Limits()
    limits.listener.connections = 6
    try await withServer(limits) { server, _ in
      var clients: [SocketClient] = []
      // Up to two of them are the listening sockets.
      #expect(throws: SocketClient.Failure.self) {
        for _ in 0..<8 { clients.append(try SocketClient(server)) }
      }
      #expect(clients.count >= 4)
      let reply = try clients.first?.say("NOOP")
      #expect(reply?.hasPrefix("250") == true)
    }
  }

  @Test func `a client that reads no replies is not read from any more`() async throws {
    try await withServer { server, _ in
      let client = try SocketClient(server)
      #expect(throws: SocketClient.Failure.self) {
        try client.flood(String(repeating: "HELP\r\n", count: 1_000), seconds: 3)
      }
      #expect(try SocketClient(server).say("NOOP").hasPrefix("250"))
    }
  }

  @Test func `clients side by side do not disturb each other`() async throws {
    try await withServer { server, folder in
      let clients = try (0..<20).map { _ in try SocketClient(server) }
      for client in clients { _ = try client.say("EHLO h") }
      for client in clients { #expect(try client.mail("x\r\n").hasPrefix("250")) }
      #expect(try folder.mails().count == 20)
    }
  }
}
