internal import CNcurses
internal import Forms
internal import FoundationEssentials
internal import Glibc

/// The terminal's screen, by way of ncurses: opens it in full-screen mode, draws on it, and gives
/// it back.
struct Display: ~Copyable {
  let palette: Attributes.Palette
  /// Whether the terminal understands ECMA-48, as all but a few from before 1980 do.
  let isECMA: Bool
  /// The keys' sequences in its terminfo entry.
  let keys: [[UInt8]: Key]
  /// The bytes that leave full-screen mode without ncurses, for signal handlers.
  let restore: [UInt8]
  /// The terminal's modes (termios(3)) before it was opened.
  let modes: termios

  private let handle: OpaquePointer
  private let window: UnsafeMutablePointer<WINDOW>
  private let wideText = WideText()

  /// Opens the terminal; from here on it is in its full-screen mode.
  init(type: String, allowsColours: Bool) throws(TerminalError) {
    try Self.check(type)
    var modes = termios()
    tcgetattr(STDIN_FILENO, &modes)
    // The terminal itself is asked for its size; LINES and COLUMNS may be another terminal's.
    use_env(false)
    use_tioctl(true)
    guard let handle = postern_newterm(type), let window = postern_window() else {
      throw .notCapable(type)
    }
    (self.handle, self.window, self.modes) = (handle, window, modes)
    Self.setModes(window)
    let colours = allowsColours && has_colors()
    palette = Attributes.Palette(colours: colours, dim: postern_has_dim())
    if colours { Self.startColours() }
    isECMA = Self.capability("cup").starts(with: [0x1B, UInt8(ascii: "[")])
    keys = TerminfoKeys.read()
    restore =
      (isECMA ? Self.pasteOff : [])
      + ["rmkx", "sgr0", "cnorm", "rmcup"].flatMap(Self.capability) + [UInt8(ascii: "\r")]
    markPastes(true)
  }

  /// Has each key come at once and without echo.
  private static func setModes(_ window: UnsafeMutablePointer<WINDOW>) {
    raw()
    noecho()
    nonl()
    keypad(window, true)
    // Without this, ncurses breaks off an update when something is typed meanwhile.
    typeahead(-1)
  }

  deinit {
    leave()
    delscreen(handle)
  }

  /// Writes the cells of one row, which the next update shows.
  func put(_ cells: some Collection<Canvas.Cell>, row: Int) {
    var rest = cells[...]
    var column = 0
    while let style = rest.first?.style {
      let run = rest.prefix { $0.style == style }
      put(run, style: style, at: Place(column: column, row: row))
      column += run.count
      rest = rest.dropFirst(run.count)
    }
  }

  private func put(_ run: some Collection<Canvas.Cell>, style: Style, at place: Place) {
    let look = Attributes(style, palette: palette)
    postern_set_attributes(window, look.bold, look.dim, look.reverse, look.colour.rawValue)
    var text: [wchar_t] = []
    var cells = run.makeIterator()
    var next = cells.next()
    while let cell = next {
      next = cells.next()
      let isWide = next.map { $0.character == nil } ?? false
      // Half a wide character (the rest cut off or written over) shows as a space.
      guard let character = cell.character, isWide || CellWidth.of(character) == 1 else {
        text.append(wchar_t(UInt8(ascii: " ")))
        continue
      }
      wideText.append(character, columns: isWide ? 2 : 1, to: &text)
      if isWide { next = cells.next() }
    }
    wmove(window, Int32(place.row), Int32(place.column))
    waddnwstr(window, text, Int32(text.count))
  }

  /// Sends what has changed to the terminal; the cursor is hidden where nil.
  func update(cursor: Place?) {
    if let cursor {
      wmove(window, Int32(cursor.row), Int32(cursor.column))
    }
    curs_set(cursor == nil ? 0 : 1)
    wnoutrefresh(window)
    doupdate()
  }

  /// Makes the next update draw everything, whatever the terminal shows now.
  func forget() { postern_repaint_all() }

  /// Takes a new size, and empties the screen that the next update shows.
  func resize(_ size: Size) {
    resize_term(Int32(size.rows), Int32(size.columns))
    werase(window)
    forget()
  }

  /// Gives the terminal back as it was; does nothing where that is done already, or where this
  /// program is in the background.
  func leave() {
    guard !isendwin(), !Terminal.isInBackground else { return }
    markPastes(false)
    endwin()
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
  }

  /// Returns to full-screen mode after `leave`, and draws everything.
  func enter() {
    forget()
    wnoutrefresh(window)
    doupdate()
    markPastes(true)
  }

  /// Puts bytes on the clipboard of the terminal (OSC 52).
  func copy(_ bytes: [UInt8]) {
    guard isECMA else { return }
    let command = Array("\u{1B}]52;c;\(Data(bytes).base64EncodedString())\u{07}".utf8)
    _ = write(STDOUT_FILENO, command, command.count)
  }

  /// Turns bracketed paste on or off (xterm's mode 2004).
  private func markPastes(_ on: Bool) {
    guard isECMA else { return }
    let bytes = on ? Self.pasteOn : Self.pasteOff
    // Where the terminal has gone, the end of its input tells that.
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// Throws what is wrong with a terminal type, which newterm() does not tell.
  private static func check(_ type: String) throws(TerminalError) {
    var code: Int32 = 0
    guard setupterm(type, STDOUT_FILENO, &code) == OK else {
      throw code == 1 ? .notCapable(type) : .unknownType(type)
    }
    defer { postern_forget_terminfo() }
    guard !capability("cup").isEmpty, !capability("clear").isEmpty else {
      throw .notCapable(type)
    }
  }

  private static func startColours() {
    start_color()
    // -1 is the terminal's own background.
    let background: Int16 = use_default_colors() == OK ? -1 : Int16(COLOR_BLACK)
    init_pair(Attributes.Colour.red.rawValue, Int16(COLOR_RED), background)
    init_pair(Attributes.Colour.green.rawValue, Int16(COLOR_GREEN), background)
  }

  /// A capability's bytes without padding (`$<…>`, terminfo(5)); empty when there is none.
  private static func capability(_ name: String) -> [UInt8] {
    guard let value = postern_terminfo_string(name) else { return [] }
    var text = Substring(String(cString: value))
    var result = ""
    while let padding = text.firstRange(of: "$<") {
      result += text[..<padding.lowerBound]
      text = text[padding.upperBound...].drop { $0 != ">" }.dropFirst()
    }
    return Array((result + text).utf8)
  }

  private static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)
}
