internal import Foundation
internal import Glibc
internal import Synchronization

/// A small SMTP server in this process that accepts everything but one command.
///
/// Besides, it lets everybody in by POP3: whoever begins with `CAPA` or `USER` is greeted too late,
/// so a second port does that. Unlike `ScriptedServer` it costs no process, so that hundreds can
/// run in one test.
public final class RefusingServer: Sendable {
  /// The port on 127.0.0.1 that speaks SMTP.
  public let port: Int
  /// The port that speaks POP3, and takes any password.
  public let mailboxPort: Int
  private let listeners: [Int32]

  /// A server that says this refusal.
  public init(_ refusal: RecordedRefusal) throws {
    let smtp = try Self.listen()
    let pop3 = try Self.listen()
    listeners = [smtp.socket, pop3.socket]
    (port, mailboxPort) = (smtp.port, pop3.port)
    Self.serve(smtp.socket) { SMTPTalk(refusal) }
    Self.serve(pop3.socket) { POP3Talk() }
  }

  deinit {
    for listener in listeners {
      shutdown(listener, Int32(SHUT_RDWR))
      close(listener)
    }
  }

  private static func listen() throws -> (socket: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound, Glibc.listen(listener, 16) == 0 else {
      throw TestFailure("no port to listen at: \(errno)")
    }
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func serve(_ listener: Int32, _ talk: @escaping @Sendable () -> any Talk) {
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread {
          var talk = talk()
          Self.converse(connection, &talk)
          close(connection)
        }
      }
    }
  }

  private static func converse(_ connection: Int32, _ talk: inout any Talk) {
    send(talk.greeting, connection)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) == 1 {
      guard byte == 0x0A else {
        line.append(byte)
        continue
      }
      let text = String(decoding: line, as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
      line = []
      send(talk.answer(text), connection)
      if text.uppercased() == "QUIT" { return }
    }
  }

  private static func send(_ bytes: [UInt8], _ connection: Int32) {
    guard !bytes.isEmpty else { return }
    _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}

/// One side of a dialogue.
private protocol Talk {
  var greeting: [UInt8] { get }
  /// The answer to a line; empty for none.
  mutating func answer(_ line: String) -> [UInt8]
}

private struct SMTPTalk: Talk {
  private let refusal: RecordedRefusal
  private var isInMessage = false

  init(_ refusal: RecordedRefusal) { self.refusal = refusal }

  var greeting: [UInt8] {
    refusal.command == nil ? refusal.bytes : text("220 refusing.example ESMTP")
  }

  mutating func answer(_ line: String) -> [UInt8] {
    if isInMessage {
      guard line == "." else { return [] }
      isInMessage = false
      return refusal.command == "." ? refusal.bytes : text("250 2.0.0 Ok: queued as 1")
    }
    let verb = line.split(separator: " ").first.map { $0.uppercased() } ?? ""
    if verb == refusal.command || verb == "HELO" && refusal.command == "EHLO" {
      return refusal.bytes
    }
    switch verb {
    case "EHLO":
      return text("250-refusing.example")
        + (refusal.offersSignIn ? text("250-AUTH PLAIN LOGIN") : [])
        + text("250 SIZE 10240000")
    case "AUTH": return text("235 2.7.0 ok")
    case "DATA":
      isInMessage = true
      return text("354 go on")
    case "QUIT": return text("221 2.0.0 bye")
    default: return text("250 2.0.0 ok")
    }
  }

  private func text(_ line: String) -> [UInt8] { Array("\(line)\r\n".utf8) }
}

private struct POP3Talk: Talk {
  var greeting: [UInt8] { Array("+OK ready\r\n".utf8) }

  mutating func answer(_ line: String) -> [UInt8] {
    Array((line.uppercased() == "CAPA" ? "+OK\r\nUSER\r\n.\r\n" : "+OK\r\n").utf8)
  }
}
