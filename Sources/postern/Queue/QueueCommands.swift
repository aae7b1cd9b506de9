import ArgumentParser
import Forms
import MailDiagnosis
import MailMessage
import MailQueue
import OutgoingMail
import SystemAccess

/// `postern queue`: the mails that wait, and those that were given up.
struct QueueCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "The mails that wait, and those that were given up.",
    discussion: """
      With queue.enabled=true, a mail that cannot be passed on now is kept and tried again, after \
      1, 2, 4 … minutes and then hourly, by postern relay or postern queue run.

      EXAMPLES
        postern queue                    what waits, and why
        postern queue run                try what is due, as a timer does
        postern queue retry ID           try that one now
      """,
    subcommands: [
      QueueListCommand.self, QueueRunCommand.self, QueueShowCommand.self, QueueRetryCommand.self,
      QueueDeleteCommand.self,
    ],
    defaultSubcommand: QueueListCommand.self)
}

struct QueueListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the mails, a line each; also when called mailq.")

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws { try QueueListing(home: try home.path()).print(json: json) }
}

struct QueueRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Try the mails that are due.",
    discussion: "Exit status 0 once nothing waits, 75 while anything does.")

  @Flag(help: "Try every mail, whether it is due or not.")
  var all = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let status = try QueueRunner(home: try home.path(), option: home.asArgument)
      .run(all ? .all : .due)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}

struct QueueShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the message, and on standard error what is known of it.")

  @Argument(help: "The name of a mail, as the list has it.")
  var id: String

  @OptionGroup var home: HomeOption

  func run() throws {
    let queue = MailQueue(folder: OutgoingMail.queueFolder(home: try home.path()))
    do throws(QueueError) {
      let (mail, content) = try queue.mail(try QueueID(named: id))
      for line in mail.details { Output.note(line) }
      try MessagePrinter(content).print()
    } catch { throw Failure(error) }
  }
}

struct QueueRetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Try a mail at once, one that was given up too.",
    discussion: "Exit status 0 where it is delivered, 75 while it waits, 69 where it is refused.")

  @Argument(help: "The name of a mail, as the list has it.")
  var id: String

  @OptionGroup var home: HomeOption

  func run() throws {
    let folder = try home.path()
    do throws(QueueError) {
      let id = try QueueID(named: id)
      try MailQueue(folder: OutgoingMail.queueFolder(home: folder)).revive(id)
    } catch { throw Failure(error) }
    let status = try QueueRunner(home: folder, option: home.asArgument).retry(id)
    if status != .done { throw ExitCode(status.rawValue) }
  }
}

struct QueueDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a mail; nobody is told.")

  @Argument(help: "The name of a mail, as the list has it.")
  var id: String

  @OptionGroup var home: HomeOption

  func run() throws {
    let queue = MailQueue(folder: OutgoingMail.queueFolder(home: try home.path()))
    do throws(QueueError) { try queue.delete(try QueueID(named: id)) } catch {
      throw Failure(error)
    }
  }
}

extension QueueID {
  /// Reads a typed id; throws where it is none.
  init(named text: String) throws(QueueError) {
    guard let id = QueueID(text) else { throw .noSuchMail(text) }
    self = id
  }
}

/// Prints a message line by line, so that nothing in it steers a terminal.
private struct MessagePrinter {
  private let content: any MessageContent

  init(_ content: any MessageContent) { self.content = content }

  func print() throws(QueueError) {
    var pieces = content.pieces()
    var line: [UInt8] = []
    while let piece = try next(&pieces) {
      for byte in piece {
        if byte != 0x0A {
          line.append(byte)
        } else {
          Self.print(line)
          line = []
        }
      }
    }
    if !line.isEmpty { Self.print(line) }
  }

  private func next(_ pieces: inout any MessagePieces) throws(QueueError) -> [UInt8]? {
    do throws(UnreadableMessage) { return try pieces.next() } catch {
      throw .system(.read, path: QueueWords.theMessage, errno: error.errno)
    }
  }

  private static func print(_ line: [UInt8]) {
    Output.line(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self))
  }
}
