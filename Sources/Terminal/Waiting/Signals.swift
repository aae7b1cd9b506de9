internal import CNcurses
internal import Glibc

/// The signals of this process, as a descriptor that poll(2) can wait for.
struct Signals: ~Copyable {
  /// Readable when a signal has come.
  let reader: Int32

  /// Which signals have come.
  struct Arrived {
    fileprivate let bits: UInt32

    func contains(_ number: Int32) -> Bool { bits & (1 << UInt32(number)) != 0 }

    /// Those that ask the program to end, the most urgent first.
    var requestsToEnd: [Int32] { [SIGHUP, SIGTERM, SIGINT].filter(contains) }
  }

  /// Catches signals; `restore` and `modes` give the terminal back if one kills this process.
  init(restore: [UInt8], modes: termios) throws(TerminalError) {
    var modes = modes
    let reader = restore.withUnsafeBytes { bytes in
      postern_signals_begin(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, &modes)
    }
    guard reader >= 0 else { throw .noPipe(errno) }
    self.reader = reader
  }

  deinit { postern_signals_end() }

  /// Tells whether the terminal is ours now, so that a fatal signal has to give it back.
  func arm(_ on: Bool) { postern_signals_arm(on) }

  func take() -> Arrived { Arrived(bits: postern_signals_take()) }
}
