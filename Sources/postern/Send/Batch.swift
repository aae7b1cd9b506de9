import ArgumentParser
import FoundationEssentials
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
    handIn = arguments.handIn(try arguments.handedEvent())
    guard arguments.recipients.isEmpty else {
      throw Failure(.usage, "--batch sends each mail to those in its header; name nobody beside.")
    }
    outgoing = try arguments.outgoing()
  }

  func run() throws {
    let file = try descriptor()
    let stop = try StopSignal()
    let tally = BatchTally(size: Self.size(of: file))
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

  /// Nil where the mails come from a pipe and nobody has named a journal: another run could not
  /// read them again.
  private var journal: String? {
    arguments.journal ?? (path == "-" ? nil : "\(path).postern-journal")
  }

  private func descriptor() throws(Failure) -> Int32 {
    guard path != "-" else { return STDIN_FILENO }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw Failure(.inputOutput, "\(path): \(SystemError(errno).text).")
    }
    return file
  }

  private static func size(of file: Int32) -> Int? {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

/// Tells of each mail as it ends, and remembers the worst.
private final class BatchTally: Sendable {
  private struct State {
    var status = ExitStatus.done
    var failed = 0
    var bar: ProgressBar?
  }

  private let state: Mutex<State>

  /// - Parameter size: of the file in bytes, where it is known.
  init(size: Int?) {
    let bar = isatty(STDERR_FILENO) == 1 ? ProgressBar(size: size) : nil
    state = Mutex(State(bar: bar))
  }

  /// The highest of the mails' statuses.
  var status: ExitStatus { state.withLock { $0.status } }

  func take(_ result: BatchResult, _ progress: BatchProgress) {
    // Whatever takes time is done before the others are kept waiting.
    let line = BatchLine(result).text
    state.withLock { state in
      if result.status.rawValue > state.status.rawValue { state.status = result.status }
      state.failed += result.outcome == .delivered ? 0 : 1
      state.bar?.hide()
      Output.line(line)
      for line in result.words { Output.message("mail \(result.index): \(line)") }
      state.bar?.show(progress, failed: state.failed)
    }
  }

  func end() { state.withLock { $0.bar?.hide() } }
}

/// The line of one mail: JSON, schema 1.
private struct BatchLine: Encodable {
  let index: Int
  let outcome: Outcome
  @OrNull var messageID: String?
  @OrNull var reply: ReplyDocument?
  let seconds: Double
  /// Only where some got the mail and others did not.
  var refused: [RecipientDocument]?

  enum CodingKeys: String, CodingKey {
    case index, outcome, reply, seconds, refused
    case messageID = "message-id"
  }

  init(_ result: BatchResult) {
    (index, outcome) = (result.index, result.outcome)
    messageID = result.messageID
    reply = result.reply.map(ReplyDocument.init)
    seconds = (result.seconds * 1_000).rounded() / 1_000
    let isSplit = result.outcome == .delivered && !result.refused.isEmpty
    refused = isSplit ? result.refused.map(RecipientDocument.init) : nil
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(self)) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension BatchResult {
  /// The status that this mail alone would have ended `postern send` with.
  var status: ExitStatus {
    switch outcome {
    case .delivered, .accepted: refused.isEmpty ? .done : .noRecipient
    case .unknown: .unavailable
    case .cancelled: .interrupted
    case .failed:
      switch fault {
      case nil: diagnosis.map { $0.isOfReaching ? .temporary : $0.exitStatus } ?? .unavailable
      case .givenUp: .temporary
      case .unknownBefore: .unavailable
      case .message, .handIn, .recipients, .nobody: .data
      }
    }
  }

  /// What is wrong, for a person.
  var words: [String] {
    switch fault {
    case nil:
      guard outcome != .delivered else {
        return refused.map {
          "not sent to \($0.address.text)\($0.reply.map { ": \($0.raw)" } ?? "")"
        }
      }
      return diagnosis.map { ["\($0.cause) [\($0.id)]"] } ?? []
    case .message(let fault): return [Failure(fault).message]
    case .handIn(let fault): return [Failure(fault).message]
    case .recipients(let faults): return faults.map(\.sentence)
    case .nobody: return ["its header names nobody to send to."]
    case .unknownBefore:
      return ["a run before was ended while it went out: --resend-unknown sends it once more."]
    case .givenUp: return []
    }
  }
}

extension Failure {
  init(_ fault: BatchFault, _ path: String) {
    switch fault {
    case .mailbox(.noMailbox):
      self.init(
        .data,
        "\(path) is no mailbox file: it does not begin with a line 'From '. Nothing was sent.")
    case .mailbox(.unreadable(let number)):
      self.init(.inputOutput, "\(path): \(SystemError(number).text).")
    case .threads: self.init(.processes)
    case .journal(let fault): self.init(fault)
    }
  }

  private init(_ fault: JournalFault) {
    switch fault {
    case .system(let path, let number):
      self.init(.inputOutput, "The journal \(path): \(SystemError(number).text).")
    case .inUse(let path):
      self.init(.temporary, "Another run is writing to the journal \(path).")
    case .foreign(let path):
      self.init(
        .configuration, "\(path) is no journal of Postern's; name another one by --journal.")
    case .otherMail(let path, let index):
      self.init(
        .data,
        "Mail \(index) is another one than when the journal \(path) was written. "
          + "To send this file from its beginning, name another journal by --journal.")
    }
  }
}
