import ArgumentParser
import MailDiagnosis

/// The words of the command line, in the order that the parser expects.
enum Arguments {
  /// The words as they were given; throws where one is not UTF-8. Swift's own list would repair it,
  /// and a file of another name would be written or another address be sent to.
  static func ofProcess() throws(Failure) -> [String] {
    var words: [String] = []
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let bytes = CommandLine.unsafeArgv[index] else { break }
      guard let word = String(validatingCString: bytes) else {
        // It is not shown: it may be a password.
        throw .argumentIsNotUTF8(index)
      }
      words.append(word)
    }
    return words
  }

  /// Other names under which the program may be started, and the commands they stand for.
  static let otherNames = [
    "sendmail": ["send"], "mailq": ["send", "-bp"], "newaliases": ["send", "-bi"],
  ]

  /// The name that the program was started by, without its folder.
  static var programName: String? {
    guard CommandLine.argc > 0, let bytes = CommandLine.unsafeArgv[0] else { return nil }
    return String(cString: bytes).split(separator: "/").last.map(String.init)
  }

  /// The wizard to open where the words ask for nothing else, without the parser, which takes time;
  /// nil for other words.
  static func wizard(_ words: [String]) throws -> Wizard? {
    if words.isEmpty { return Wizard(home: nil) }
    let prefix = "--home="
    if words.count == 1, words[0].hasPrefix(prefix), words[0] != prefix {
      return Wizard(home: String(words[0].dropFirst(prefix.count)))
    }
    guard words.count == 2, words[0] == "--home", !words[1].isEmpty, !words[1].hasPrefix("-") else {
      return nil
    }
    return Wizard(home: words[1])
  }

  /// The wizard that `postern` without a command opens.
  struct Wizard {
    /// The folder of `--home`, nil for the usual one.
    let home: String?
  }

  /// Moves `--home DIR` from before the command to behind it, and refuses a command that does not
  /// exist.
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
    // This command reads its own words, in which `--` ends options as for sendmail(8).
    if rest.first == "send" { return rest.prefix(1) + home + rest.dropFirst() }
    if let command = rest.first, !command.hasPrefix("-") { try check(command) }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + home + rest[end...]
  }

  private static func check(_ command: String) throws {
    let names = Postern.configuration.subcommands.map { $0._commandName } + ["help"]
    guard !names.contains(command) else { return }
    let close = CloseMatches.of(command, in: names)
    throw ValidationError(CommandWords.unknownCommand(command, close: close))
  }
}
