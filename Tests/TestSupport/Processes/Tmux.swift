internal import Foundation
internal import Glibc

/// A program in a terminal of its own: a private tmux server with one pane.
public final class Tmux: Sendable {
  /// Where the cursor is, counted from 0.
  public struct Cursor: Sendable, Equatable {
    /// The column.
    public let column: Int
    /// The row.
    public let row: Int
    /// Whether it is shown.
    public let isVisible: Bool

    /// A place on the screen.
    public init(column: Int, row: Int, isVisible: Bool = true) {
      self.column = column
      self.row = row
      self.isVisible = isVisible
    }
  }

  private let folder: TemporaryFolder
  private let socket: String
  private let server: ChildProcess
  private let owner: (any AnyObject & Sendable)?

  /// Starts a program, given as its words, in a terminal of so many columns and rows.
  ///
  /// `environment` is added to that of the tests; tmux sets `TERM` to `tmux-256color` unless `term`
  /// says otherwise. The pane stays readable after the program's end. What the program needs, such
  /// as a temporary folder, is kept alive by `keeping`.
  public init(
    _ command: [String], columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    term: String = "tmux-256color", folder working: String? = nil,
    keeping owner: (any AnyObject & Sendable)? = nil
  ) throws {
    self.owner = owner
    folder = try TemporaryFolder()
    socket = folder.file("tmux")
    let configuration = try folder.write(
      "tmux.conf",
      """
      set -g default-terminal \(term)
      set -g remain-on-exit on
      set -g remain-on-exit-format ""
      set -g status off
      set -g escape-time 0
      set -g history-limit 2000
      set -g set-clipboard off

      """)
    // Without LC_ALL tmux writes underscores in place of what is not ASCII.
    var environment = environment
    let locale = ProcessInfo.processInfo.environment
    if (locale["LC_ALL"] ?? locale["LC_CTYPE"] ?? locale["LANG"] ?? "").isEmpty,
      !environment.keys.contains(where: { ["LC_ALL", "LC_CTYPE", "LANG"].contains($0) })
    {
      environment["LC_ALL"] = "C.UTF-8"
    }
    server = try ChildProcess(
      "tmux", ["-D", "-u", "-S", socket, "-f", configuration],
      environment: environment.merging(["TMUX": ""]) { $1 }, log: folder.file("log"))
    try Waiting.until("tmux") { FileManager.default.fileExists(atPath: socket) ? true : nil }
    var words = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
    words += environment.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0.key)=\($0.value)"] }
    if let working { words += ["-c", working] }
    // More than one word makes tmux run the program itself; a single one would go to a shell.
    try tell(words + (command.count == 1 ? ["env"] : []) + command)
  }

  deinit { kill() }

  // MARK: Typing

  /// Presses keys by tmux's names: `Enter`, `Escape`, `Tab`, `BTab`, `Up`, `F1`, `M-1`, `C-l`, `a`.
  public func send(_ keys: String...) throws {
    try tell(["send-keys", "-t", ":0.0"] + keys)
  }

  /// Types a text, character by character.
  public func type(_ text: String) throws {
    try tell(["send-keys", "-t", ":0.0", "-l", "--", text])
  }

  /// Pastes a text as a terminal does, with brackets when the program has asked for them.
  public func paste(_ text: String) throws {
    try tell(["load-buffer", "-b", "pasted", try folder.write("pasted", text)])
    try tell(["paste-buffer", "-p", "-d", "-b", "pasted", "-t", ":0.0"])
  }

  /// Gives the terminal another size.
  public func resize(columns: Int, rows: Int) throws {
    try tell(["resize-window", "-t", ":0", "-x", "\(columns)", "-y", "\(rows)"])
  }

  // MARK: Reading

  /// The screen's text, one line a row, without spaces at the ends.
  public func screen() throws -> String {
    try tell(["capture-pane", "-p", "-t", ":0.0"])
  }

  /// The screen's text with the escape sequences of its colours and styles.
  public func screenWithStyles() throws -> String {
    try tell(["capture-pane", "-p", "-e", "-t", ":0.0"])
  }

  /// The screen and all that has scrolled off it.
  public func history() throws -> String {
    try tell(["capture-pane", "-p", "-S", "-", "-t", ":0.0"])
  }

  /// Where the cursor is.
  public func cursor() throws -> Cursor {
    let words = try ask("#{cursor_x} #{cursor_y} #{cursor_flag}").split(separator: " ")
    guard words.count == 3, let column = Int(words[0]), let row = Int(words[1]) else {
      throw TestFailure("tmux tells no cursor: \(words)")
    }
    return Cursor(column: column, row: row, isVisible: words[2] == "1")
  }

  /// Whether the program is in the alternate screen, as full-screen programs are.
  public func isInAlternateScreen() throws -> Bool { try ask("#{alternate_on}") == "1" }

  /// Whether the program still runs.
  public func isRunning() throws -> Bool { try ask("#{pane_dead}") != "1" }

  /// The process id of the program.
  public func pid() throws -> Int32 {
    guard let pid = Int32(try ask("#{pane_pid}")) else { throw TestFailure("tmux tells no pid") }
    return pid
  }

  /// The program's exit status, nil while it runs.
  ///
  /// A program ended by a signal has 128 plus the signal's number.
  public func exitStatus() throws -> Int? {
    let format = "#{pane_dead} #{pane_dead_status} #{pane_dead_signal}"
    let words = try ask(format).split(separator: " ", omittingEmptySubsequences: false)
    guard words.first == "1" else { return nil }
    if let status = Int(words[1]) { return status }
    if let signal = Int(words[2]) { return 128 + signal }
    // tmux 3.3 misses the end of a program at times, and looks for it when told again.
    Glibc.kill(server.pid, SIGCHLD)
    return nil
  }

  // MARK: Waiting

  /// Waits until a text is on the screen, and returns the screen.
  @discardableResult
  public func waitFor(_ text: String, within seconds: Double = 20) async throws -> String {
    try await waitUntil("\"\(text)\"", within: seconds) { $0.contains(text) }
  }

  /// Waits until a text is no longer on the screen, and returns the screen.
  @discardableResult
  public func waitUntilGone(_ text: String, within seconds: Double = 20) async throws -> String {
    try await waitUntil("the end of \"\(text)\"", within: seconds) { !$0.contains(text) }
  }

  /// Waits until the screen is as the closure wants it, and returns the screen.
  @discardableResult
  public func waitUntil(
    _ what: String, within seconds: Double = 20, _ condition: (String) throws -> Bool
  ) async throws -> String {
    var last = ""
    do {
      return try await Waiting.until(what, within: seconds) { () async throws in
        last = try screen()
        return try condition(last) ? last : nil
      }
    } catch let failure as TestFailure {
      throw TestFailure("\(failure); the screen was:\n\(last)")
    }
  }

  /// Waits until the program has ended, and returns its exit status.
  @discardableResult
  public func waitForExit(within seconds: Double = 20) async throws -> Int {
    try await Waiting.until("the program's end", within: seconds) { () async throws in
      try exitStatus()
    }
  }

  /// Ends the program and the terminal.
  public func kill() { server.terminate() }

  private func ask(_ format: String) throws -> String {
    try tell(["display-message", "-p", "-t", ":0.0", format])
      .trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func tell(_ words: [String]) throws -> String {
    try Command.check("tmux", ["-u", "-S", socket] + words)
  }
}
