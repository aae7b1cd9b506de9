import ArgumentParser
import Glibc
import MailDiagnosis
import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import OutgoingMail
import Synchronization
import SystemAccess

/// `postern send --batch FILE`: every mail of a mailbox file.
struct Batch {
  private let arguments: SendmailArguments
  private let path: String
  private let handIn: HandIn
  private let outgoing: OutgoingMail

  init(_ arguments: SendmailArguments) throws(Failure) {
    self.arguments = arguments
    path = arguments.batch ?? "-"
    handIn = arguments.handIn(try arguments.handedTrigger())
    guard arguments.recipients.isEmpty else {
      throw .batchWithRecipients
    }
    outgoing = try arguments.outgoing()
  }

  func run() throws {
    let file = try descriptor()
    let stop = try StopSignal()
    let tally = BatchTally(size: Self.size(of: file), home: arguments.homeArgument)
    do throws(BatchFault) {
      let run = try BatchRun(
        outgoing, from: file, journal: journal, handIn,
        resendsUnknown: arguments.resendsUnknown, cancellation: stop.cancellation
      ) { tally.take($0, $1) }
      try run.run()
    } catch {
      tally.end()
      throw Failure(error, path)
    }
    tally.end()
    Output.endIfLost()
    let status = stop.status ?? tally.status
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// The journal's file; nil where the mails come from a pipe and no journal is named, since
  /// another run could not read them again.
  private var journal: String? {
    arguments.journal ?? (path == "-" ? nil : "\(path).postern-journal")
  }

  private func descriptor() throws(Failure) -> Int32 {
    guard path != "-" else { return STDIN_FILENO }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path, SystemError(errno)) }
    return file
  }

  private static func size(of file: Int32) -> Int? {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

/// Reports each mail when it ends, and remembers the worst status.
private final class BatchTally: Sendable {
  private struct State {
    var status = ExitStatus.done
    var failed = 0
    var bar: ProgressBar?
  }

  private let state: Mutex<State>
  private let home: String
  /// Whether the lines about mails go to a terminal, as the bar does.
  private let isShown: Bool

  /// Begins a tally.
  ///
  /// - Parameters:
  ///   - size: the file's size in bytes; nil where it is not known.
  ///   - home: `--home` for suggested commands, as it was given.
  init(size: Int?, home: String) {
    self.home = home
    isShown = isatty(STDOUT_FILENO) == 1
    let bar = isatty(STDERR_FILENO) == 1 ? ProgressBar(size: size) : nil
    state = Mutex(State(bar: bar))
  }

  /// The highest of the mails' statuses.
  var status: ExitStatus { state.withLock { $0.status } }

  func take(_ result: BatchResult, _ progress: BatchProgress) {
    // The line is made before the lock is taken, since that takes time.
    let line = result.line
    state.withLock { state in
      if result.status.rawValue > state.status.rawValue { state.status = result.status }
      state.failed += result.outcome == .delivered ? 0 : 1
      let words = result.words(home)
      // Otherwise it would be seen for the time of one mail, ten times a second.
      if isShown || !words.isEmpty { state.bar?.hide() }
      Output.line(line)
      for line in words { Output.message(SendWords.mail(result.index, line)) }
      state.bar?.show(progress, failed: state.failed)
    }
  }

  func end() { state.withLock { $0.bar?.hide() } }
}

extension BatchResult {
  /// The line of this mail in JSON, schema 1; `refused` is there only where others got the mail.
  fileprivate var line: String {
    let isSplit = outcome == .delivered && !refused.isEmpty
    let others = refused.map { recipient in
      "{\"address\":\(JSONText.string(recipient.address.text)),"
        + "\"outcome\":\(JSONText.string(RecipientDocument.word(recipient.outcome))),"
        + "\"reply\":\(recipient.reply?.json ?? JSONText.null)}"
    }
    return "{\"index\":\(index),\"message-id\":\(messageID.map(JSONText.string) ?? JSONText.null),"
      + "\"outcome\":\(JSONText.string(outcome.rawValue)),"
      + (isSplit ? "\"refused\":[\(others.joined(separator: ","))]," : "")
      + "\"reply\":\(reply?.json ?? JSONText.null),"
      + "\"seconds\":\((seconds * 1_000).rounded() / 1_000)}"
  }
}

extension Reply {
  /// The reply as an object of JSON, as ``ReplyDocument`` has it.
  fileprivate var json: String {
    "{\"code\":\(code),"
      + "\"enhanced\":\(enhanced.map { JSONText.string($0.description) } ?? JSONText.null),"
      + "\"text\":\(JSONText.string(text))}"
  }
}

extension BatchResult {
  /// The exit status of `postern send` for this mail alone.
  var status: ExitStatus {
    switch outcome {
    case .delivered, .accepted:
      refused.contains { $0.outcome == .unknown }
        ? .unavailable : refused.isEmpty ? .done : .noRecipient
    case .unknown: .unavailable
    case .cancelled: .interrupted
    case .failed:
      switch fault {
      case nil: diagnosis.map { $0.isOfReaching ? .temporary : $0.exitStatus } ?? .unavailable
      case .givenUp: .temporary
      case .unknownBefore: .unavailable
      case .message(.storage): .temporary
      case .message, .handIn, .recipients, .nobody: .data
      }
    }
  }
}
