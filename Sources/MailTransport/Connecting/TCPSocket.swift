internal import Glibc
internal import MailDiagnosis

/// A TCP connection that waits no longer than it may; closed with its last reference.
final class TCPSocket {
  /// The server's address in its numeric form.
  let peer: HostAddress
  private let descriptor: Int32

  /// Takes a connected, non-blocking socket over.
  init(_ descriptor: Int32, peer: HostAddress) {
    (self.descriptor, self.peer) = (descriptor, peer)
    // Commands are small, and each waits for the answer to the one before.
    set(TCP_NODELAY)
  }

  deinit { close(descriptor) }

  /// This machine's address on the connection.
  var localAddress: String? { SocketAddress.local(of: descriptor) }

  /// Sends all of it.
  ///
  /// - Parameters:
  ///   - began: called once the first octet has been taken.
  ///   - whileBlocked: called every second while the server takes nothing.
  func send(
    _ bytes: [UInt8], _ deadline: Deadline, began: () -> Void = {},
    whileBlocked: () throws(AttemptFailure) -> Void = {}
  ) throws(AttemptFailure) {
    var done = 0
    while done < bytes.count {
      try deadline.check()
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0, done == 0 { began() }
      done += max(count, 0)
      guard count < 0, errno != EINTR else { continue }
      guard errno == EAGAIN else { throw Self.loss(errno) }
      if try !deadline.wait(for: descriptor, POLLOUT, atMost: .seconds(1)) { try whileBlocked() }
    }
  }

  /// Sends what the other side takes at once, such as the last record of a connection that ends.
  func sendNow(_ bytes: [UInt8]) {
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
  }

  /// What has come, after waiting for it; empty when the other side has closed.
  func receive(_ deadline: Deadline) throws(AttemptFailure) -> [UInt8] {
    while true {
      try deadline.check()
      if let bytes = try receiveNow() { return bytes }
      acknowledge()
      try deadline.wait(for: descriptor, POLLIN)
    }
  }

  /// What has come already: nil when nothing has, empty when the other side has closed.
  func receiveNow() throws(AttemptFailure) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count >= 0 { return Array(buffer.prefix(count)) }
      if errno == EAGAIN { return nil }
      guard errno == EINTR else { throw Self.loss(errno) }
    }
  }

  /// Waits until something comes, `wake` becomes readable, or the time is over; nothing is read.
  func waitForBytes(_ deadline: Deadline, orWake wake: Int32) throws(AttemptFailure) {
    acknowledge()
    try deadline.wait(for: descriptor, POLLIN, orFor: wake)
  }

  /// Acknowledges what has come without the usual delay, see tcp(7).
  ///
  /// Behind TLS 1.3's session tickets, which nobody answers, a server whose own TCP delays small
  /// segments (RFC 896; Postfix) would not send its answer to EHLO for 40 ms.
  private func acknowledge() { set(TCP_QUICKACK) }

  private func set(_ option: Int32) {
    var on: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func loss(_ number: Int32) -> AttemptFailure {
    switch number {
    case ECONNRESET: AttemptFailure(.reset)
    case EPIPE, ENOTCONN: AttemptFailure(.closed)
    case ETIMEDOUT: AttemptFailure(.timedOut)
    default: AttemptFailure(.other(String(cString: strerror(number)).lowercased()))
    }
  }
}
