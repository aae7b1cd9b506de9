import Glibc
import MailDiagnosis
import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import SettingsStore

/// The queue of a set-up, which keeps mails that cannot be passed on now.
struct SetUpQueue {
  let queue: MailQueue
  private let outgoing: OutgoingMail
  /// Why the set-up cannot send.
  private let problem: SettingProblem?

  /// The queue of a set-up; nil where it is off.
  init?(_ outgoing: OutgoingMail, problem: SettingProblem? = nil) {
    guard let queue = outgoing.queue else { return nil }
    (self.queue, self.outgoing, self.problem) = (queue, outgoing, problem)
  }

  /// Whether mails are kept without being tried: the set-up cannot send, or a person has to mend
  /// something before the next sign-in.
  var isHolding: Bool { problem != nil || queue.pause(mark: outgoing.mark)?.isOfTheSetUp == true }

  /// Keeps a mail for the recipients that have not got it; nil where there are none.
  ///
  /// - Parameter report: nil where it was not tried.
  func keep(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, after report: DeliveryReport?
  ) throws(QueueError) -> KeptMail? {
    // A mail that was cancelled is not kept.
    if report?.outcome == .cancelled { return nil }
    let kept = try queue.keep(
      mail, envelope, origin, after: report, outgoing.queueIdentity, mark: outgoing.mark,
      because: problem.map { QueuedDiagnosis(invalid: $0) })
    if kept == nil, report?.outcome == .delivered { queue.endPause() }
    return kept
  }

  /// Tells the sender which recipients were refused for good, where others have got the mail.
  func tellRefused(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, about report: DeliveryReport
  ) throws(QueueError) {
    guard report.outcome == .delivered else { return }
    try queue.tell(mail, envelope, origin, about: report, outgoing.queueIdentity)
  }
}

/// What became of a mail: the report, and what the queue has kept of it.
struct SentMail {
  /// Nil where it was not tried.
  let report: DeliveryReport?
  let messageID: String?
  var kept: KeptMail?
  /// Why it could not be kept.
  var fault: QueueError?
  /// Whether it was handed to this machine's relay, whose reply tells the cause at the server
  /// behind it.
  var isByRelay = false
}

extension SentMail {
  /// Sends a mail, and keeps it where it cannot be passed on now.
  init(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, by sender: MailSender,
    _ queue: SetUpQueue?
  ) {
    messageID = mail.messageID
    guard let queue else {
      report = sender.send(mail, envelope: envelope)
      return
    }
    report = queue.isHolding ? nil : sender.send(mail, envelope: envelope)
    do throws(QueueError) {
      kept = try queue.keep(mail, envelope, origin, after: report)
    } catch { fault = error }
  }

  /// Its id in the queue, here or the relay's; nil where it does not wait.
  var queueID: String? {
    if let kept { return kept.id.text }
    let words = isByRelay ? report?.recipients.first?.reply?.text.split(separator: " ") : nil
    guard let words, words.count == 3, words[0] == "queued", words[1] == "as" else { return nil }
    return String(words[2])
  }

  /// The exit status of `postern send`.
  var status: ExitStatus {
    if kept != nil { return .done }
    return report?.sendStatus ?? .temporary
  }
}

extension Aliases {
  /// Who is told that a mail has failed: the address of its sender, or that for a name on this
  /// machine by the aliases; the system's address where there is neither.
  ///
  /// - Parameter name: the sender as handed in; nil for the user who runs this process, empty for
  /// nobody.
  func origin(_ name: String?, _ settings: Settings, user: UInt32? = getuid()) -> MailOrigin {
    if let name, name.isEmpty || name == "<>" { return MailOrigin(sender: nil, user: user) }
    let name = name ?? user.flatMap { UserDatabase.name($0) } ?? ""
    if let address = try? MailAddress(typed: name), address.isGlobal {
      return MailOrigin(sender: address, user: user)
    }
    let local = String(name.prefix { $0 != "@" })
    let list = RecipientList(words: local.isEmpty ? [] : [local], aliases: self)
    return MailOrigin(
      sender: list.addresses.first ?? settings.systemAddress.address, user: user)
  }
}

extension Failure {
  /// The queue could not be read or written.
  init(_ error: QueueError) {
    let status: ExitStatus =
      switch error {
      case .system(_, _, EACCES), .system(_, _, EPERM): .notPermitted
      case .system: .inputOutput
      case .busy, .underWay: .temporary
      case .noSuchMail: .usage
      case .notAFile, .notAFolder, .symbolicLink, .brokenLink, .foreignLink, .hardLink,
        .tooLarge, .damaged, .newerVersion:
        .configuration
      }
    self.init(status, error.sentence.asSentence)
  }
}
