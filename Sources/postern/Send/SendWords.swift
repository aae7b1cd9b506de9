import Forms
import MailDiagnosis
import MailDialogue
import MailMessage
import MailQueue
import MailSettings
import OutgoingMail
import SystemAccess

/// The result of a mail in words: nothing for success, as callers of `sendmail` expect.
struct SendWords {
  private let sent: SentMail

  init(_ sent: SentMail) { self.sent = sent }

  func tell() {
    if let kept = sent.kept { return Output.message(Self.words(kept).joined(separator: "\n")) }
    if let report = sent.report { tell(report) }
    if let fault = sent.fault {
      Output.message(Self.notKept(fault))
    }
  }

  static func notKept(_ fault: QueueError) -> String {
    "The mail cannot be kept in the queue: \(fault.sentence.ended)"
  }

  private func tell(_ report: DeliveryReport) {
    switch report.outcome {
    case .delivered, .accepted: refused(report).forEach { Output.message($0) }
    case .failed, .cancelled, .unknown: Output.message(failure(report).joined(separator: "\n"))
    }
  }

  private static func words(_ kept: KeptMail) -> [String] {
    let whom = kept.waiting.map(\.text).joined(separator: ", ")
    let why = kept.diagnosis.map { ": \($0.cause) [\($0.id)]" } ?? "."
    let refused = kept.refused.map { "\($0.text) has refused it, of which a mail tells." }
    return ["queued as \(kept.id) for \(whom)\(why)"] + refused
  }

  private func failure(_ report: DeliveryReport) -> [String] {
    var lines: [String] = []
    if sent.isByRelay, let reply = report.diagnosis?.reply {
      lines.append("This machine's relay said: \(reply.raw)")
    } else if let diagnosis = report.diagnosis {
      lines.append("\(diagnosis.cause) [\(diagnosis.id)]")
      lines += diagnosis.advice.map { "  \(Output.glyphs.dot) \($0)" }
      if let reply = diagnosis.reply { lines.append("Server said: \(reply.raw)") }
      lines += [diagnosis.microsoft?.quote].compactMap(\.self)
    }
    switch report.outcome {
    case .unknown: lines.append("The mail may have been delivered: do not send it again unseen.")
    case .cancelled: lines.append("Cancelled: nothing was sent.")
    case .failed, .delivered, .accepted: lines.append("Nothing was sent.")
    }
    return lines
  }

  /// A line for each refused recipient of a mail that others get.
  private func refused(_ report: DeliveryReport) -> [String] {
    report.recipients.filter { $0.outcome != .delivered }.map { result in
      result.notSent(start: "Not sent")
    }
  }
}

extension RecipientResult {
  /// That a recipient of a mail that others got has not got it, or perhaps not.
  fileprivate func notSent(start: String) -> String {
    if outcome == .unknown {
      return "\(address.text) may have got it: do not send it again unseen."
    }
    return "\(start) to \(address.text)\(reply.map { ": \($0.raw)" } ?? ".")"
  }
}

extension TranscriptLine {
  /// The line with its speaker, as `sendmail -v` shows it.
  var shown: String {
    switch speaker {
    case .client: ">>> \(text)"
    case .server: text
    case .note: "... \(text)"
    }
  }
}

extension BatchResult {
  /// What is wrong, for a person.
  ///
  /// - Parameter home: `--home` for a suggested command, as it was given to the batch.
  func words(_ home: String) -> [String] {
    switch fault {
    case nil:
      guard outcome != .delivered else {
        return refused.map {
          $0.notSent(start: "not sent")
        }
      }
      return diagnosis.map { ["\($0.cause) [\($0.id)]"] } ?? []
    case .message(let fault): return [Failure(fault).message]
    case .handIn(let fault): return [Failure(fault, home).message]
    case .recipients(let faults): return faults.map { $0.sentence(home) }
    case .nobody: return ["its header names nobody to send to."]
    case .unknownBefore:
      return ["a run before was ended while it went out: --resend-unknown sends it once more."]
    case .givenUp: return []
    }
  }
}

extension SendWords {
  static let writeMessage =
    "Write the message, headers first, an empty line, the text; end with Ctrl-D."

  static func ignored(_ option: String) -> String {
    "postern: \(option) is no option of send; it is ignored."
  }

  static func ignoredSender(_ text: String) -> String {
    "postern: -f \(text) is no address; it is ignored."
  }

  static func mail(_ index: Int, _ words: String) -> String { "mail \(index): \(words)" }
}

/// Options that are refused.
extension Failure {
  static func valueNeeded(_ option: String) -> Self {
    Self(.usage, "\(option) needs a value behind it.")
  }

  static func noServer(_ option: String) -> Self {
    Self(.usage, "\(option): postern send is no server that listens.")
  }

  static func wrongEvent(_ value: String) -> Self {
    Self(.usage, "--event: '\(value)' is neither system nor user.")
  }

  static func wrongWait(_ value: String) -> Self {
    Self(.usage, "--wait: '\(value)' is not a number of seconds from 0 to 86400.")
  }

  static let actorWithoutUser = Self(.usage, "--actor belongs to --event user.")

  static func wrongActor(_ problem: Problem) -> Self {
    Self(.usage, "--actor: \(problem.sentence). It is an address, or \"Name <address>\".")
  }

  static func longName(_ option: String) -> Self {
    Self(.usage, "\(option): the name is too long.")
  }

  static func wrongSender(_ text: String, _ problem: Problem) -> Self {
    Self(.usage, "-f \(text): \(problem.sentence.ended)")
  }

  static let batchWithRecipients = Self(
    .usage, "--batch sends each mail to those in its header; name nobody beside.")
}

/// Mails without recipients, and relays or set-ups that are missing.
extension Failure {
  /// How a message ends that has more to say of a mail.
  static let nothingSent = "Nothing was sent."

  static let noRecipients = Self(
    .usage, "Nobody is named to send to. Name addresses, or use -t for those in the header.")

  static let noRecipientsInHeader = Self(
    .data, "Nobody is named to send to: the header has no To, Cc or Bcc with an address.")

  static let noAddress = Self(.data, "Nobody is named to send to: the recipients are empty.")

  /// - Parameter home: `--home` for a suggested command, as it was given.
  static func wrongRecipients(_ faults: [RecipientList.Fault], _ home: String) -> Self {
    Self(
      .data, (faults.map { $0.sentence(home) } + [nothingSent]).joined(separator: "\n"),
      DiagnosisDocument(
        .recipient, cause: faults.map(\.cause.ended).joined(separator: " "),
        advice: faults.compactMap { $0.command(home) }))
  }

  static func unreadable(_ path: String, _ error: SystemError) -> Self {
    Self(.inputOutput, "\(path): \(error.text).")
  }

  /// A setting of the relay is wrong.
  static func wrongSetting(_ problem: SettingProblem) -> Self {
    Self(.software, "\(problem.key.name): \(problem.problem.sentence.ended)")
  }

  static func noRelay(_ path: String, _ error: SystemError) -> Self {
    let cause =
      "The set-up in /etc/postern may not be read by this user, and its relay cannot be reached: "
      + "\(path): \(error.text)."
    let advice = "postern relay has to run, with \(SettingKey.relaySocket.name)=\(path)"
    return Self(
      .temporary, "\(cause)\n\(advice)\n\(nothingSent)",
      DiagnosisDocument(.relay, cause: cause, advice: [advice]))
  }
}

extension Failure {
  init(_ fault: MessageFault) {
    switch fault {
    case .nul:
      self.init(.data, "The message holds a NUL byte, which no mail may. Nothing was sent.")
    case .longHeader(let limit):
      self.init(
        .data, "The header has more than \(limit / 1_048_576) MB. Nothing was sent.")
    case .storage(let number): self.init(SystemShortage.storage(errno: number))
    }
  }

  /// - Parameter home: `--home` for a suggested command, as it was given.
  init(_ fault: HandInFault, _ home: String) {
    switch fault {
    case .nobodyNamed:
      self.init(
        .usage,
        "--event user needs --actor \"Name <address>\": the message names nobody in its From.")
    case .unencodable(let text):
      let command = "postern set \(SettingKey.messageEncoding.name)=UTF-8\(home)"
      self.init(
        .data, "\(text)\nSend in UTF-8: \(command)\n\(Self.nothingSent)",
        DiagnosisDocument(
          Diagnosis(
            finding: .messageEncoding, stage: .message,
            reason: .message(.unencodable(text.characters.map { String($0) })), responsible: .you,
            fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])))
    case .unreadable(let failure): self.init(SystemShortage.storage(errno: failure.errno))
    }
  }
}

extension RecipientList.Fault {
  /// The recipient as it was named.
  var text: String {
    switch self {
    case .notAnAddress(let text, _), .alias(let text, _): text
    }
  }

  /// What is wrong and the command that mends it, where there is one.
  ///
  /// - Parameter home: `--home` for that command, as it was given.
  func sentence(_ home: String) -> String {
    command(home).map { "\(cause): \($0)" } ?? cause.ended
  }

  /// What is wrong, without a full stop.
  var cause: String {
    switch self {
    case .notAnAddress(let text, let problem): "\(text.printable()): \(problem.sentence)"
    case .alias(let name, .unknown(let last)):
      LocalName(last) == nil
        ? (name.lowercased() == last ? "" : "\(name): ")
          + "\(last) is no address, and no alias says where its mail goes"
        : "\(name) is a name on this machine, and no alias says where its mail goes"
    case .alias(let name, .loop(let last)):
      "\(name): the aliases lead in a circle, back to \(last)"
    case .alias(let name, .mailbox(let last)):
      "\(name): the aliases leave what is for \(last) on this machine, where Postern keeps no mail"
    case .alias(let name, .unusable(let last, let others)):
      others.isEmpty
        ? "\(name): /etc/aliases names nobody for \(last)"
        : "\(name): /etc/aliases sends what is for \(last) to "
          + "\(others.joined(separator: ", ")), which is no address"
    }
  }

  /// The command that says where the mail goes; nil where that is known, or where the name is none
  /// that can be set.
  func command(_ home: String) -> String? {
    switch self {
    case .alias(_, .unknown(let last)), .alias(_, .mailbox(let last)),
      .alias(_, .unusable(let last, _)):
      LocalName(last).map { "postern set aliases.\($0.text)=address\(home)" }
    case .alias(_, .loop), .notAnAddress: nil
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
      self = .unreadable(path, SystemError(number))
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
