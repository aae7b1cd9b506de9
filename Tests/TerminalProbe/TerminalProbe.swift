import Forms
import Glibc
import Terminal

/// Draws a canvas and says what it was given, so that tests can see the terminal from outside.
///
/// `q` ends it, `t` traps, `o` overflows the stack, `x` calls exit(3), `p` posts from another
/// thread; each given input stands on the last row and, with a path as argument, in that file, one
/// a line.
@main
struct TerminalProbe {
  static func main() {
    do {
      let log = CommandLine.arguments.dropFirst().first.flatMap { fopen($0, "w") }
      try run(log: log)
      print("ended")
    } catch {
      let line = error.sentence + "\n"
      _ = write(STDERR_FILENO, line, line.utf8.count)
      exit(64)
    }
  }

  private static func run(log: UnsafeMutablePointer<FILE>?) throws(TerminalError) {
    var terminal = try Terminal()
    let mailbox = try EventMailbox<String>()
    var page = Page(isUTF8: terminal.isUTF8)
    while true {
      for input in terminal.wait(mailbox) {
        if let log {
          fputs(Page.word(input) + "\n", log)
          fflush(log)
        }
        page.take(input)
        switch input {
        case .key(.character("q")), .interrupted: return
        case .key(.character("t")): fatalError("as asked")
        case .key(.character("o")): print(overflow(1))
        case .key(.character("x")): exit(0)
        case .key(.character("p")): post("from another thread", to: mailbox)
        case .key, .text, .paste, .resized, .posted: break
        }
      }
      terminal.draw(page.canvas)
    }
  }

  private static func overflow(_ depth: Int) -> Int {
    depth < 0 ? 0 : overflow(depth + 1) + overflow(depth + 2)
  }

  private static func post(_ event: String, to mailbox: EventMailbox<String>) {
    Task.detached { mailbox.post(event) }
  }
}
