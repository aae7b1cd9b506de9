import ArgumentParser
internal import CProcess
import Glibc
import MailDiagnosis

/// Where the program begins.
@main
enum Main {
  /// Runs on the main thread, which the wizard keeps for the terminal.
  ///
  /// Nothing here is asynchronous: Swift's own threads wait for ever where the system allows no
  /// further thread.
  @MainActor
  static func main() {
    postern_process_begin()
    // LC_CTYPE alone, which tells whether the terminal has UTF-8; numbers keep their point.
    setlocale(LC_CTYPE, "")
    var words: [String] = []
    do {
      words = try Arguments.ofProcess()
      if let name = Arguments.programName, let alias = Arguments.otherNames[name] {
        words = alias + words
      } else {
        words = try Arguments.inOrder(words)
      }
      if let wizard = try Arguments.wizard(words) { try SetupCommand.open(wizard) }
      if words.first == "send" {
        // Its words are its own, and the parser of all the others takes as long as a round trip.
        try SendCommand.run(Array(words.dropFirst()))
      } else {
        var command = try Postern.parseAsRoot(words)
        try command.run()
      }
    } catch { end(error, words) }
    Output.endIfLost()
  }

  private static func end(_ error: any Error, _ words: [String]) -> Never {
    if let failure = error as? Failure {
      Output.message(failure.message)
      exit(failure.status.rawValue)
    }
    let status = Postern.exitCode(for: error).rawValue
    if status == ExitStatus.usage.rawValue, let words = PasswordCommands.usage(words) {
      Output.message(words)
      exit(status)
    }
    let text = Postern.fullMessage(for: error)
    if status == 0 {
      Output.text(text)
    } else if !text.isEmpty {
      let prefix = "Error: "
      Output.message(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    }
    Output.endIfLost()
    exit(status)
  }
}
