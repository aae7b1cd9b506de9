import Glibc

/// Why the wizard asks line by line.
enum LineMode {
  case asked
  case accessible
  case noTerminal
  case unknownTerminal

  /// What turns line mode on here; nil where the screens can be drawn.
  static func needed(isAsked: Bool) -> LineMode? {
    if isAsked { return .asked }
    if variable("ACCESSIBLE") == "1" { return .accessible }
    if isatty(STDIN_FILENO) != 1 { return .noTerminal }
    let terminal = variable("TERM")
    return terminal.isEmpty || terminal == "dumb" ? .unknownTerminal : nil
  }

  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
