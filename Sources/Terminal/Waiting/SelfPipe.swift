internal import CNcurses
internal import Glibc

/// A pipe to oneself: what is rung in one thread wakes `poll` in another.
struct SelfPipe: ~Copyable, Sendable {
  /// Readable while the bell has been rung and not been silenced.
  let reader: Int32
  private let writer: Int32

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard postern_pipe(&ends) == 0 else { throw .noPipe(errno) }
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Makes `reader` readable; a full pipe is rung already.
  func ring() {
    var byte: UInt8 = 0
    while write(writer, &byte, 1) < 0, errno == EINTR {}
  }

  /// Takes every ring so far.
  func silence() {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while true {
      let count = read(reader, &bytes, bytes.count)
      if count > 0 || (count < 0 && errno == EINTR) { continue }
      return
    }
  }
}
