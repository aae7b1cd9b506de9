import Glibc
import PracticeServer

/// A plain socket that speaks SMTP line by line, exactly as a test says.
final class SocketClient {
  struct Failure: Error {
    let text: String
  }

  private let socket: Int32
  private var buffer: [UInt8] = []

  /// Connects and reads the greeting.
  convenience init(_ server: PracticeServer) throws {
    try self.init(port: server.port)
  }

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(text: "connect: \(errno)") }
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard try reply().hasPrefix("220 ") else { throw Failure(text: "no greeting") }
  }

  deinit { close(socket) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.send(
          socket, raw.baseAddress.map { $0 + sent }, raw.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(text: "send: \(errno)") }
      sent += count
    }
  }

  /// Sends without reading until the server has taken nothing for so many seconds, which throws.
  func flood(_ text: String, seconds: Int) throws {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    for _ in 0..<100_000 { try send(text) }
  }

  /// One reply; its lines are joined by LF.
  func reply() throws -> String {
    var lines: [String] = []
    while true {
      guard let line = try line() else { throw Failure(text: "closed after \(lines)") }
      lines.append(line)
      if line.dropFirst(3).first != "-" { return lines.joined(separator: "\n") }
    }
  }

  /// Sends a command and returns its reply.
  func say(_ command: String) throws -> String {
    try send(command + "\r\n")
    return try reply()
  }

  /// Whether the server has closed the connection and nothing more came.
  func isClosed() throws -> Bool { try line() == nil }

  /// A whole mail; returns the reply to its end.
  @discardableResult
  func mail(_ message: String, to recipients: [String] = ["b@example.com"]) throws -> String {
    _ = try say("MAIL FROM:<a@example.com>")
    for recipient in recipients { _ = try say("RCPT TO:<\(recipient)>") }
    _ = try say("DATA")
    try send(message)
    return try say(".")
  }

  private func line() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = buffer[..<end]
        buffer.removeSubrange(...end)
        guard line.last == 0x0D else { throw Failure(text: "a reply line without CRLF") }
        return String(decoding: line.dropLast(), as: UTF8.self)
      }
      var chunk = [UInt8](repeating: 0, count: 4_096)
      let count = recv(socket, &chunk, chunk.count, 0)
      if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
      guard count > 0 else { throw Failure(text: "recv: \(errno)") }
      buffer += chunk.prefix(count)
    }
  }
}
