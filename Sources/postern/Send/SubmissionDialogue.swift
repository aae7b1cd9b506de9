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
/// A mail is sent as soon as its final dot has arrived, and the program gets the server's own
/// reply.
final class SubmissionDialogue {
  /// How long a connection is kept for the client's next mail.
  private static let kept = Duration.seconds(5)
  /// How often it is looked whether others wait for it, in milliseconds.
  private static let look: Int32 = 250

  private let setUp: SetUpForSending
  private let handIn: HandIn
  private let home: String
  private let stop: StopSignal
  private let sender: MailSender
  private var session: SubmissionSession
  private var message: HandedMessageReader?

  init(_ arguments: SendmailArguments) throws {
    setUp = try arguments.setUp()
    home = arguments.homeArgument
    handIn = arguments.handIn(try arguments.handedTrigger())
    stop = try StopSignal()
    sender = MailSender(setUp.outgoing.client, cancellation: stop.cancellation)
    session = SubmissionSession(policy: .passingOn(as: "Postern"))
  }

  private var outgoing: OutgoingMail { setUp.outgoing }

  /// Runs the session until the client ends it or its input.
  func run() {
    defer { sender.close() }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      while let output = session.next() {
        guard take(output) else { return }
      }
      awaitInput()
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        session.receive(Array(buffer.prefix(count)))
      } else if count == 0 || errno != EINTR {
        session.inputEnded()
      }
    }
  }

  /// Waits for the client, and keeps the connection for its next mail meanwhile: some seconds, and
  /// no longer than nobody else waits for it.
  private func awaitInput() {
    let end = ContinuousClock.now + Self.kept
    while sender.isConnected, !hasInput(within: Self.look) {
      if ContinuousClock.now < end { sender.giveWay() } else { sender.close() }
    }
  }

  /// Whether standard input has something to read, its end included.
  private func hasInput(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) != 0
  }

  /// Does what the session says; false once it is over.
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

  /// Answers a question of the session; nil stands for acceptance.
  private func answer(
    _ question: SubmissionSession.Question, _ mail: SubmittedMail
  ) -> SMTPReply? {
    switch question {
    case .sender: return nil
    case .recipient(let path):
      return RecipientList(paths: [path.address], aliases: outgoing.aliases).faults.first?
        .reply(home)
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
      paths: mail.recipients.map(\.address), aliases: outgoing.aliases)
    do throws(Failure) {
      let rendered = try rendered(reader, from: mail.sender)
      let envelope = outgoing.envelope(to: recipients.addresses)
      let path = mail.sender
      let origin = outgoing.aliases.origin(path.isNull ? "" : path.address, outgoing.settings)
      let sent = SentMail(rendered, envelope, origin, by: sender, setUp.queue)
      if let report = sent.report, sent.kept == nil {
        try? setUp.queue?.tellRefused(rendered, envelope, origin, about: report)
      }
      return SMTPReply(sent)
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
      throw Failure(error, home)
    }
  }
}
