public import Forms
internal import Glibc

/// The terminal as a full-screen canvas and a source of input, from `init` until it goes out of
/// use.
///
/// Belongs to the main thread. Its end gives the terminal back as it was; so do exit(3) and fatal
/// signals. There can be one at a time.
public struct Terminal: ~Copyable {
  /// Whether signs and borders beyond ASCII may be drawn.
  public let isUTF8: Bool
  /// The size by the last `.resized`.
  public internal(set) var size: Size

  let screen: Screen
  let signals: Signals
  var decoder: KeyDecoder
  /// What the person sees, or would see if the terminal were ours now.
  var shown: Canvas?
  /// Not while another program has the terminal (after Ctrl-Z).
  var isActive = true
  /// Nobody is there any more.
  var hasVanished = false
  var hasToldSize = false
  /// Since when the decoder waits for more.
  var quietSince: ContinuousClock.Instant?

  /// Takes the terminal of standard input and output, or says why it can't.
  ///
  /// Sets the locale's LC_CTYPE, catches signals, and ignores SIGPIPE for good.
  public init() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    guard let type = Self.variable("TERM") else { throw .noType }
    let locale = TerminalLocale.adopt()
    let screen = try Screen(type: type, allowsColours: Self.variable("NO_COLOR") == nil)
    // After newterm(), whose own handlers would end the program within the signal.
    let signals = try Signals(restore: screen.restore, modes: screen.modes)
    isUTF8 = locale.isUTF8
    decoder = KeyDecoder(charset: locale.charset, known: screen.keys)
    size = Self.currentSize() ?? Size(columns: 80, rows: 24)
    screen.resize(size)
    signals.arm(true)
    self.screen = screen
    self.signals = signals
  }

  /// Whether the shell has given the terminal to another program; to touch it would stop this one.
  static var isInBackground: Bool {
    let group = tcgetpgrp(STDIN_FILENO)
    return group > 0 && group != getpgrp()
  }

  /// A variable of the environment that is neither unset nor empty.
  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
