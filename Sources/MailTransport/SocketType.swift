internal import Glibc

/// The kinds of sockets, as the numbers that socket(2) takes.
///
/// The C names stand in this file alone, which imports nothing else that declares them: the
/// optimizer's whole-module build takes a constant for the module through which it met it first,
/// so that `SOCK_STREAM` in a file with CCurl hid it from the files without.
enum SocketType {
  static let stream = Int32(SOCK_STREAM.rawValue)
  static let datagram = Int32(SOCK_DGRAM.rawValue)
  /// A flag: the descriptor ends with exec, so that password commands do not inherit it.
  static let closedOnExec = Int32(SOCK_CLOEXEC.rawValue)
}
