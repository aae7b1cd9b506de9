import ArgumentParser

/// The words of the command line, put in the order that the parser takes.
enum Arguments {
  /// Puts a `--home DIR` before the command behind it, and refuses a command that does not exist.
  static func inOrder(_ words: [String]) throws -> [String] {
    var home: [String] = []
    var rest = words[...]
    while let word = rest.first {
      if word == "--home", rest.count >= 2 {
        home += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if word.hasPrefix("--home=") {
        home.append(rest.removeFirst())
      } else {
        break
      }
    }
    if let command = rest.first, !command.hasPrefix("-") { try check(command) }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + home + rest[end...]
  }

  private static func check(_ command: String) throws {
    let names = Postern.configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(command) else { return }
    let close = CloseMatches.of(command, in: names)
    throw ValidationError(
      "There is no command '\(command)'"
        + (close.isEmpty ? "." : "; did you mean \(close.joined(separator: " or "))?"))
  }
}
