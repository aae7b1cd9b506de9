import Glibc
import MailDiagnosis
import MailDialogue
import MailQueue
import MailSettings
import SettingsStore
import Submission
import SubmissionListener
import SystemAccess

/// What the relay tells its administrator.
enum RelayWords {
  static func listening(on place: String) -> String { "relay: listening on \(place)" }

  /// The status line for systemctl(1).
  static func status(_ places: [String]) -> String {
    "Listening on \(places.joined(separator: ", "))"
  }

  /// A fault of the queue, for the log.
  static func queueFault(_ error: QueueError) -> String { "queue: \(error.sentence)" }

  /// The reason in the log where no server has given one.
  static let givenUp = "given up"
}

/// The relay's own replies to programs.
extension SMTPReply {
  static let help = "Mails are passed on by the set-up of this machine."

  static let stopping = SMTPReply(421, "4.3.2", lines: ["The relay is being stopped"])
  static let busy = SMTPReply(451, "4.3.2", lines: ["Too many mails wait for the server"])
  static let noMessage = SMTPReply(451, "4.3.0", lines: ["The message is gone"])
  static let notSent = SMTPReply(451, "4.3.0", lines: ["not sent"])
  static let inDoubt = SMTPReply(
    554, "5.4.2", lines: ["The connection was lost behind the last dot: it may have been sent"])

  static func sent(_ more: [String]) -> SMTPReply {
    SMTPReply(250, "2.0.0", lines: ["sent"] + more)
  }

  /// The mail is on disk, and is tried again.
  static func queued(_ id: QueueID) -> SMTPReply {
    SMTPReply(250, "2.0.0", lines: ["queued as \(id)"])
  }

  /// The mail could neither be passed on nor kept.
  static func notKept(_ error: QueueError) -> SMTPReply {
    switch error {
    case .system(_, _, ENOSPC), .system(_, _, EDQUOT):
      SMTPReply(452, "4.3.1", lines: ["No room to keep the mail: \(error.sentence)"])
    default: SMTPReply(451, "4.3.0", lines: ["The mail cannot be kept: \(error.sentence)"])
    }
  }

  static func notAllowed(_ peer: SubmissionPeer) -> SMTPReply {
    let user = peer.userID.map { "User \(UserDatabase.name($0) ?? "\($0)")" } ?? "This client"
    return SMTPReply(550, "5.7.1", lines: ["\(user) may not send here, as the set-up says"])
  }

  /// The lines on refused recipients in the reply to a mail that others have got; none where nobody
  /// was refused.
  static func notSent(to refused: [MailAddress]) -> [String] {
    refused.isEmpty ? [] : ["Not sent to \(refused.map(\.text).joined(separator: ", "))"]
  }

  /// The cause of a failure on the way to the server, with its id.
  static func words(_ diagnosis: Diagnosis) -> String { "\(diagnosis.cause) [\(diagnosis.id)]" }

  static func serverSaid(_ diagnosis: Diagnosis) -> [String] {
    diagnosis.reply.map { ["The server said: \($0.raw)"] } ?? []
  }
}

extension Failure {
  static let nowhereToListen = Failure(
    .configuration,
    """
    The set-up does not say where the relay listens.
    postern set relay.listen=127.0.0.1:2525    for programs that speak SMTP
    postern set relay.socket=/run/postern/submit    for sendmail by users who cannot read the secrets
    """)

  /// Nothing can connect to the relay.
  init(_ error: ListenError) { self.init(error.status, error.words) }
}

extension ListenError {
  fileprivate var status: ExitStatus {
    switch self {
    case .hostNotLoopback, .portOutOfRange: .usage
    case .portNotPermitted: .notPermitted
    case .portInUse, .refused, .socket, .inherited: .unavailable
    }
  }

  fileprivate var words: String {
    switch self {
    case .hostNotLoopback(let host):
      "\(host) is not a loopback address: whoever reaches the relay can send by it, so that it "
        + "listens on this machine alone. 127.0.0.1:2525 would be right."
    case .portOutOfRange(let port): "Port \(port) is not between 0 and 65535."
    case .portInUse(let port): "Port \(port) is already in use by another program."
    case .portNotPermitted(let port):
      "Port \(port) may only be opened by root; choose one above 1023."
    case .refused(let host, let port, let code):
      "Nothing can listen on \(host), port \(port): \(SystemError(code).text)."
    case .socket(let path, let code): Self.socket(path, code)
    case .inherited(let descriptor, let code):
      "Descriptor \(descriptor), which the service manager has opened, is no socket that "
        + "listens: \(SystemError(code).text)."
    }
  }

  private static func socket(_ path: String, _ code: Int32) -> String {
    switch code {
    case EADDRINUSE: "Another program already listens on \(path)."
    case EEXIST: "\(path) is there already, and it is no socket."
    default: "No socket can be made at \(path): \(SystemError(code).text)."
    }
  }
}
