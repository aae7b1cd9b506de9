public import Forms
internal import Glibc

/// The terminal as a full-screen canvas and a source of input.
///
/// To be used on the main thread only, one at a time. Its `deinit` gives the terminal back as it
/// was; so do exit(3) and fatal signals.
public struct Terminal: ~Copyable {
  /// Whether signs and borders beyond ASCII may be drawn.
  public let isUTF8: Bool
  /// The size that the last `.resized` told.
  public internal(set) var size: Size

  let display: Display
  let signals: Signals
  var decoder: KeyDecoder
  /// The canvas that is drawn, or will be once the terminal is ours again.
  var shown: Canvas?
  /// Whether the terminal belongs to this program now; after Ctrl-Z it does not.
  var isActive = true
  /// Whether the terminal has gone (hangup), so that nothing is read or drawn any more.
  var hasVanished = false
  var hasToldSize = false
  /// When the last bytes were read.
  var quietSince: ContinuousClock.Instant?

  /// Opens the terminal of standard input and output in full-screen mode.
  ///
  /// Sets the locale's LC_CTYPE, catches signals, and ignores SIGPIPE for good.
  public init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    guard let type = Self.variable("TERM") else { throw .noType }
    let locale = TerminalLocale.adopt()
    let display = try Display(type: type, allowsColours: Self.variable("NO_COLOR") == nil)
    // After newterm(), to replace its handlers, which end the program within the signal.
    let signals = try Signals(restore: display.restore, modes: display.modes)
    isUTF8 = locale.isUTF8
    decoder = KeyDecoder(charset: locale.charset, known: display.keys)
    size = Self.currentSize() ?? Size(columns: 80, rows: 24)
    display.resize(size)
    signals.arm(true)
    self.display = display
    self.signals = signals
  }

  /// Whether the shell has given the terminal to another program.
  ///
  /// Writing to it or changing its modes would stop this program (SIGTTOU).
  static var isInBackground: Bool {
    let group = tcgetpgrp(STDIN_FILENO)
    return group > 0 && group != getpgrp()
  }

  /// A variable of the environment; nil where it is unset or empty.
  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
