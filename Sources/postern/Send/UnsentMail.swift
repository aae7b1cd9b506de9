import Glibc
import MailDiagnosis
import MailQueue

/// The ids of what keeps a mail from being tried, beside those of ``Finding``.
enum UnsentID: String {
  /// A recipient is no address, or a name that leads to none.
  case recipient = "recipient.invalid"
  /// The message cannot be sent as it is.
  case message = "message.invalid"
  /// The options do not go together, or something is missing among them.
  case usage = "usage.invalid"
  /// This machine's relay cannot be reached.
  case relay = "relay.unreachable"
  /// There is no room to keep the mail until it can be sent.
  case queueFull = "queue.full"
  /// The mail cannot be kept until it can be sent, for another reason.
  case queue = "queue.failed"
}

extension DiagnosisDocument {
  /// Nothing was tried.
  init(_ id: UnsentID, cause: String, advice: [String] = []) {
    self.init(id: id.rawValue, cause: cause, advice: advice)
  }

  /// The diagnosis of a failure before anything was tried: its own, else its message, of which the
  /// first line is the cause.
  init(_ failure: Failure) {
    if let diagnosis = failure.diagnosis {
      self = diagnosis
      return
    }
    let lines = failure.message.split(separator: "\n").filter { $0 != Failure.nothingSent }
      .map { String($0).replacing(" \(Failure.nothingSent)", with: "") }
    self.init(
      id: failure.status.unsentID, cause: lines.first ?? "", advice: Array(lines.dropFirst()))
  }
}

extension DiagnosisDocument {
  /// The mail was not tried and could not be kept.
  init(_ error: QueueError) {
    let id: UnsentID =
      switch error {
      case .system(_, _, ENOSPC), .system(_, _, EDQUOT): .queueFull
      default: .queue
      }
    self.init(id, cause: SendWords.notKept(error))
  }
}

extension ExitStatus {
  /// The id of a failure that has no diagnosis of its own.
  fileprivate var unsentID: String {
    switch self {
    case .usage: UnsentID.usage.rawValue
    case .data: UnsentID.message.rawValue
    case .configuration: Finding.settingsInvalid.rawValue
    default: Finding.unknown.rawValue
    }
  }
}
