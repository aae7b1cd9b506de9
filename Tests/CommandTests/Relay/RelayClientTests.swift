import Foundation
import TestSupport
import Testing

/// Clients as no program should be, while others go on.
@Suite struct RelayClientTests {
  @Test func `two hundred clients that dawdle hold nobody up, in bounded memory`() async throws {
    let relay = try RelayProcess(try await SendCommandTests.program("large"))
    let result = try await relay.python(
      """
      idle = []
      for number in range(200):
          s = socket.create_connection(('127.0.0.1', \(relay.port))); idle.append(s)
          if number % 4 == 1: s.sendall(b'EHLO x\\r\\nMAIL FROM:<a@example.org>\\r\\nRCPT TO:<b@example.com>\\r\\nDATA\\r\\nSubj')
          if number % 4 == 2: s.sendall(b'X' * 3000)
          if number % 4 == 3: s.sendall(b'EHLO x\\r\\nMAIL FROM:<a@example.org>\\r\\nRCPT TO:<b@example.com>\\r\\nDATA\\r\\n' + b'y' * 70 + b'\\r\\n' + (b'z' * 70 + b'\\r\\n') * 8000)
      begun = time.time()
      print(send(['quick@example.com'], 'Subject: s\\n\\nx'))
      print(send(['quick@example.com'], 'Subject: large\\n\\n' + ('y' * 70 + '\\n') * 350000))
      print(time.time() - begun < 30)
      """)
    #expect(result.output == "ok\nok\nTrue\n", "\(result.output)\(result.errors)")
    let status = try String(contentsOfFile: "/proc/\(relay.process.pid)/status", encoding: .utf8)
    let kilobytes = status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.1) } ?? .max
    #expect(kilobytes < 200_000, "\(kilobytes)")
    #expect(
      try await SendCommandTests.postfix.get().inbox(of: "quick@example.com", count: 2).count == 2)
  }

  @Test func `smuggled and broken ends never become a second mail`() async throws {
    let relay = try RelayProcess(try await SendCommandTests.program())
    let result = try await relay.python(
      """
      for end in [b'\\n.\\n', b'\\r.\\r', b'\\n.\\r\\n', b'\\r\\n.\\n', b'\\r\\n.\\r', b'\\r\\n.\\r\\r\\n', b'\\n.\\r\\r\\n']:
          s = socket.create_connection(('127.0.0.1', \(relay.port)))
          s.sendall(b'EHLO x\\r\\nMAIL FROM:<a@example.org>\\r\\nRCPT TO:<smuggled@example.com>\\r\\nDATA\\r\\n')
          time.sleep(0.1)
          s.sendall(b'Subject: one\\r\\n\\r\\nx' + end + b'MAIL FROM:<evil@example.org>\\r\\nRCPT TO:<evil@example.com>\\r\\nDATA\\r\\nSubject: evil\\r\\n\\r\\ny\\r\\n.\\r\\nQUIT\\r\\n')
          text = b''
          while True:
              more = s.recv(4096)
              if not more: break
              text += more
          print(text.count(b'354'))
      """)
    #expect(result.output == String(repeating: "1\n", count: 7), "\(result.output)\(result.errors)")
    #expect(relay.mails.count == 7)
    let mails = try await SendCommandTests.postfix.get().inbox(of: "smuggled@example.com", count: 7)
    #expect(mails.allSatisfy { String(decoding: $0, as: UTF8.self).contains("Subject: evil") })
    #expect(!relay.told.contains("to=<evil"))
  }

  @Test func `a client that vanishes in the middle leaves nothing behind`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let relay = try RelayProcess(try await SendCommandTests.program(at: server.port))
    let result = try await relay.python(
      """
      import struct
      parts = [b'EHLO x\\r\\n', b'MAIL FROM:<a@example.org>\\r\\n', b'RCPT TO:<b@example.com>\\r\\n', b'DATA\\r\\n', b'Subject: s\\r\\n\\r\\nx\\r\\n.\\r']
      for end in range(1, 6):
          for abort in (0, 1):
              s = socket.create_connection(('127.0.0.1', \(relay.port)))
              s.sendall(b''.join(parts[:end]))
              if abort: s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
              s.close()
      print(send(['after@example.com'], 'Subject: s\\n\\nx'))
      """)
    #expect(result.output == "ok\n", "\(result.errors)")
    #expect(server.lines.filter { $0.hasPrefix("MAIL FROM") }.count == 1)
    #expect(try relay.end() == 0)
  }
}
