import Glibc
import MailDiagnosis
import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import OutgoingMail
import Submission

/// SMTP on standard input and output: `sendmail -bs`.
///
/// A mail is sent as soon as its last dot has come, and the program gets the server's own answer.
final class SubmissionDialogue {
  private let outgoing: OutgoingMail
  private let handIn: HandIn
  private let stop: StopSignal
  private let sender: MailSender
  private var session: SubmissionSession
  private var message: HandedMessageReader?

  init(_ arguments: SendmailArguments) throws {
    outgoing = try arguments.outgoing()
    handIn = arguments.handIn(try arguments.handedEvent())
    stop = try StopSignal()
    sender = MailSender(outgoing.client, cancellation: stop.cancellation)
    session = SubmissionSession(policy: .dialogue)
  }

  /// Speaks until the client takes leave, or sends nothing more.
  func run() {
    defer { sender.close() }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      while let output = session.next() {
        guard take(output) else { return }
      }
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        session.receive(Array(buffer.prefix(count)))
      } else if count == 0 || errno != EINTR {
        session.inputEnded()
      }
    }
  }

  /// False once the session is over.
  private func take(_ output: SubmissionSession.Output) -> Bool {
    switch output {
    case .reply(let reply): Output.dialogue(reply.wire)
    case .ask(let question, let mail): session.answer(answer(question, mail))
    case .content(let bytes): keep(bytes)
    case .mailDropped: message = nil
    case .startTLS: break
    case .close: return false
    }
    return !Output.isLost
  }

  /// Nil for a yes.
  private func answer(
    _ question: SubmissionSession.Question, _ mail: SubmittedMail
  ) -> SMTPReply? {
    switch question {
    case .sender: return nil
    case .recipient(let path):
      return RecipientList(words: [path.address], aliases: outgoing.aliases).faults.first?.reply
    case .message:
      message = HandedMessageReader()
      return nil
    case .acceptance: return send(mail)
    }
  }

  private func keep(_ bytes: [UInt8]) {
    do throws(MessageFault) { try message?.take(bytes) } catch {
      session.refuseMessage(SMTPReply(Failure(error)))
      message = nil
    }
  }

  private func send(_ mail: SubmittedMail) -> SMTPReply {
    guard let reader = message.take() else { return .noMessage }
    let recipients = RecipientList(
      words: mail.recipients.map(\.address), aliases: outgoing.aliases)
    do throws(Failure) {
      let rendered = try rendered(reader, from: mail.sender)
      let report = sender.send(rendered, envelope: outgoing.envelope(to: recipients.addresses))
      return SMTPReply(report)
    } catch {
      return SMTPReply(error)
    }
  }

  private func rendered(
    _ reader: consuming HandedMessageReader, from path: MailPath
  ) throws(Failure) -> RenderedMail {
    var handIn = handIn
    if !path.isNull { handIn.sender = path.address }
    let message: HandedMessage
    do throws(MessageFault) { message = try reader.finish() } catch { throw Failure(error) }
    do throws(HandInFault) { return try outgoing.rendered(message, handIn) } catch {
      throw Failure(error)
    }
  }
}

extension SubmissionPolicy {
  static let dialogue: SubmissionPolicy = {
    var policy = SubmissionPolicy(
      serverName: "localhost", software: "Postern",
      help: "Mails are passed on by the set-up of this machine.", takesLocalNames: true)
    policy.limits.message = 1_073_741_824
    policy.limits.recipients = 10_000
    return policy
  }()
}

extension SMTPReply {
  static let noMessage = SMTPReply(451, "4.3.0", lines: ["The message is gone"])

  /// What a program is told of its mail: the server's own words, where it has said any.
  init(_ report: DeliveryReport) {
    let refused = report.recipients.filter { $0.outcome == .failed }
    let answer = report.recipients.first { $0.outcome == .delivered }?.reply
    switch report.outcome {
    case .delivered, .accepted:
      let names = refused.map(\.address.text).joined(separator: ", ")
      let more = refused.isEmpty ? [] : ["Not sent to \(names)"]
      self = answer.map { SMTPReply($0, more) } ?? SMTPReply(250, "2.0.0", lines: ["sent"] + more)
    case .unknown:
      self.init(
        451, "4.4.2", lines: ["The connection was lost behind the last dot: it may have been sent"])
    case .failed, .cancelled:
      self = report.diagnosis.map { SMTPReply($0) } ?? SMTPReply(451, "4.3.0", lines: ["not sent"])
    }
  }

  private init(_ reply: Reply, _ more: [String] = []) {
    self.init(reply.code, reply.enhanced?.description, lines: reply.lines + more)
  }

  /// A refusal of the mail itself keeps its code; of the way there it is temporary to a program,
  /// which has done nothing wrong.
  private init(_ diagnosis: Diagnosis) {
    let stages: [Stage] = [.sender, .recipient, .message]
    if let reply = diagnosis.reply, reply.code >= 400, stages.contains(diagnosis.stage) {
      self.init(reply)
    } else {
      self.init(451, "4.4.0", lines: ["\(diagnosis.cause) [\(diagnosis.id)]"])
    }
  }

  /// What is wrong with the message or with this machine.
  init(_ failure: Failure) {
    let lines = failure.message.split(separator: "\n").map(String.init)
    let isOfTheMail = failure.status == .data || failure.status == .usage
    self.init(isOfTheMail ? 554 : 451, isOfTheMail ? "5.6.0" : "4.3.0", lines: lines)
  }
}

extension RecipientList.Fault {
  fileprivate var reply: SMTPReply {
    switch self {
    case .notAnAddress: SMTPReply(553, "5.1.3", lines: [sentence])
    case .alias: SMTPReply(550, "5.1.1", lines: [sentence])
    }
  }
}
