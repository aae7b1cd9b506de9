internal import Glibc

/// The kinds of sockets, as the numbers that socket(2) takes.
enum SocketType {
  static let stream = Int32(SOCK_STREAM.rawValue)
  static let datagram = Int32(SOCK_DGRAM.rawValue)
  /// A flag: the descriptor ends with exec, so that password commands do not inherit it.
  static let closedOnExec = Int32(SOCK_CLOEXEC.rawValue)
  /// A stream that never blocks, closed with exec.
  static let connecting = stream | closedOnExec | Int32(SOCK_NONBLOCK.rawValue)
}
