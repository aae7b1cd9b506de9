import ArgumentParser
import Glibc

/// Where the program begins.
@main
enum Main {
  /// On the main thread, which the wizard keeps for the terminal.
  @MainActor
  static func main() async {
    // LC_CTYPE alone: it tells whether the terminal takes UTF-8, and numbers keep their point.
    setlocale(LC_CTYPE, "")
    do {
      let words = try Arguments.inOrder(Array(CommandLine.arguments.dropFirst()))
      var command = try Postern.parseAsRoot(words)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch { end(error) }
  }

  private static func end(_ error: any Error) -> Never {
    if let failure = error as? Failure {
      Output.message(failure.message)
      exit(failure.status.rawValue)
    }
    let status = Postern.exitCode(for: error).rawValue
    let text = Postern.fullMessage(for: error)
    if status == 0 {
      Output.text(text)
    } else if !text.isEmpty {
      let prefix = "Error: "
      Output.message(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    }
    exit(status)
  }
}
