internal import Glibc
internal import MailDiagnosis

/// A TCP connection whose waits all have a deadline; closed with its last reference.
final class TCPSocket {
  /// The server's address in its numeric form.
  let peer: HostAddress
  private let descriptor: Int32
  /// Where octets are received; of use to one call alone.
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// Takes ownership of a connected, non-blocking socket.
  init(_ descriptor: Int32, peer: HostAddress) {
    (self.descriptor, self.peer) = (descriptor, peer)
    // Without the delay of small packets: commands are short, and each waits for the reply to the
    // one before.
    set(TCP_NODELAY)
  }

  deinit { close(descriptor) }

  /// This machine's address on the connection.
  var localAddress: String? { SocketAddress.local(of: descriptor) }

  /// Sends all of it.
  ///
  /// - Parameters:
  ///   - isFollowed: whether more is sent at once, which may then go in the same segment.
  ///   - began: called once the first octet has been taken.
  ///   - whileBlocked: called every second while the server takes nothing.
  func send(
    _ bytes: [UInt8], _ deadline: Deadline, isFollowed: Bool = false, began: () -> Void = {},
    whileBlocked: () throws(AttemptFailure) -> Void = {}
  ) throws(AttemptFailure) {
    let flags = Int32(MSG_NOSIGNAL) | (isFollowed ? Int32(MSG_MORE) : 0)
    var done = 0
    while done < bytes.count {
      try deadline.check()
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, flags)
      }
      if count > 0, done == 0 { began() }
      done += max(count, 0)
      guard count < 0, errno != EINTR else { continue }
      guard errno == EAGAIN else { throw Self.loss(errno) }
      if try !deadline.wait(for: descriptor, POLLOUT, atMost: .seconds(1)) { try whileBlocked() }
    }
  }

  /// Sends what can be sent without waiting, such as the last record of a connection.
  func sendNow(_ bytes: [UInt8]) {
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
  }

  /// Waits for octets; empty when the server has closed the connection.
  func receive(_ deadline: Deadline) throws(AttemptFailure) -> [UInt8] {
    while true {
      try deadline.check()
      if let bytes = try receiveNow() { return bytes }
      acknowledge()
      try deadline.wait(for: descriptor, POLLIN)
    }
  }

  /// Returns what has arrived without waiting: nil for nothing, empty when the server has closed
  /// the connection.
  func receiveNow() throws(AttemptFailure) -> [UInt8]? {
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count >= 0 { return Array(buffer.prefix(count)) }
      if errno == EAGAIN { return nil }
      guard errno == EINTR else { throw Self.loss(errno) }
    }
  }

  /// Waits until something arrives, `wake` becomes readable, or the time is over; nothing is read.
  func waitForBytes(_ deadline: Deadline, orWake wake: Int32) throws(AttemptFailure) {
    acknowledge()
    try deadline.wait(for: descriptor, POLLIN, orFor: wake)
  }

  /// Acknowledges what has arrived without the usual delay (tcp(7)).
  ///
  /// After TLS 1.3's session tickets, which need no answer, a server that delays small segments
  /// (RFC 896), such as Postfix, would otherwise hold its reply to EHLO back for 40 ms.
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
    default: AttemptFailure(.other(.system(errno: number)))
    }
  }
}
