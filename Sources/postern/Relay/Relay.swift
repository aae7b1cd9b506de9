import MailDiagnosis
import MailMessage
import MailSettings
import MailTransport
import OutgoingMail
import Submission
import SubmissionListener
import Synchronization

/// Passes on what programs on this machine hand in: each mail at once, over connections that are
/// kept for the next one, and by one sign-in for many.
final class Relay: Sendable {
  private let watch: SetUpWatch
  private let tell: @Sendable (RelayedMail) -> Void
  private let workers = RelayWorkers()
  private let gate = SignInGate()
  private let state = Mutex(State())

  private struct State {
    /// Mails whose text is coming, or whose answer is not given yet.
    var mails = 0
    var isStopping = false
  }

  /// How long a mail waits for others before it is kept, or the program is asked to come again.
  private static let longestWait = 60.0

  /// - Parameter tell: told of each mail once its fate is known, on another thread.
  init(_ watch: SetUpWatch, tell: @escaping @Sendable (RelayedMail) -> Void) {
    (self.watch, self.tell) = (watch, tell)
  }

  // MARK: Questions of a session

  /// Why somebody may not hand in a mail now; nil where they may.
  func refusal(of peer: SubmissionPeer) -> SMTPReply? {
    if state.withLock({ $0.isStopping }) { return .stopping }
    guard let settings = watch.current().usable?.settings else { return nil }
    return RelayUsers(settings.relay).allows(peer) ? nil : .notAllowed(peer)
  }

  /// Why a mail cannot go to somebody; nil where it can be tried.
  func refusal(of path: MailPath) -> SMTPReply? {
    let reading = watch.current()
    guard let outgoing = reading.usable else { return reading.fault.map { SMTPReply(Failure($0)) } }
    let list = RecipientList(words: [path.address], aliases: outgoing.aliases)
    return list.faults.first?.reply
  }

  // MARK: Mails under way

  func mailBegan() { state.withLock { $0.mails += 1 } }
  func mailEnded() { state.withLock { $0.mails -= 1 } }

  /// Takes no new mails.
  func stop() { state.withLock { $0.isStopping = true } }

  /// Whether no mail is under way.
  var isQuiet: Bool { state.withLock { $0.mails == 0 } }

  /// Sends a mail on another thread, and answers with what the server said of it.
  func pass(_ mail: HandedMail, _ answer: @escaping @Sendable (SMTPReply) -> Void) {
    let limit = watch.current().usable?.settings.connectionLimit?.number
    let isTaken = workers.run(atMost: limit ?? BatchRun.usualConnections) { [self] upstream in
      let passing = passed(mail, upstream)
      // Known before the program can ask for it.
      tell(passing.told(of: mail))
      answer(passing.reply)
    }
    if !isTaken { answer(SMTPReply(Failure(.processes))) }
  }

  private func passed(_ mail: HandedMail, _ upstream: UpstreamSender) -> Passing {
    let reading = watch.current()
    let outgoing: OutgoingMail
    do throws(SetUpFault) { outgoing = try reading.outgoing.get() } catch {
      return Passing(SMTPReply(Failure(error)), .deferred)
    }
    if mail.seconds > Self.longestWait { return Passing(.busy, .deferred) }
    do throws(Failure) {
      let recipients = RecipientList(words: mail.recipients, aliases: outgoing.aliases).addresses
      let rendered = try mail.rendered(outgoing)
      let envelope = outgoing.envelope(to: recipients)
      var report = gate.pass(reading.number) { observe in
        upstream.sender(outgoing, reading.number)
          .send(rendered, envelope: envelope, observe: observe)
      }
      // It may be that of another mail, which has found out for this one.
      if report.diagnosis?.stage.isOfTheMail == false { report.concern(envelope) }
      return Passing(report, outgoing)
    } catch {
      return Passing(SMTPReply(error), .bounced)
    }
  }
}

/// What is said of a mail that was passed on, or could not be.
struct Passing {
  let reply: SMTPReply
  let status: RelayedMail.Status
  private(set) var relay: String?

  init(_ reply: SMTPReply, _ status: RelayedMail.Status, relay: String? = nil) {
    (self.reply, self.status, self.relay) = (reply, status, relay)
  }

  init(_ report: DeliveryReport, _ outgoing: OutgoingMail) {
    let reply = SMTPReply(report)
    self.init(
      reply, reply.isPositive ? .sent : reply.isRefusal ? .bounced : .deferred,
      relay: outgoing.settings.route.endpoint.place)
  }

  func told(of mail: HandedMail) -> RelayedMail {
    RelayedMail(
      id: mail.id, peer: mail.peer, sender: mail.sender.address, recipients: mail.recipients,
      relay: relay, seconds: mail.seconds, status: status, answer: reply.shown)
  }
}

extension SetUpWatch.Reading {
  /// Why it cannot send; nil where it can.
  var fault: SetUpFault? {
    guard case .failure(let fault) = outgoing else { return nil }
    return fault
  }
}

extension HandedMail {
  /// As it goes out.
  func rendered(_ outgoing: OutgoingMail) throws(Failure) -> RenderedMail {
    let handIn = HandIn(sender: sender.isNull ? nil : sender.address)
    do throws(HandInFault) { return try outgoing.rendered(message, handIn) } catch {
      throw Failure(error)
    }
  }
}

extension DeliveryReport {
  /// Tells of other recipients what it says of the way to the server.
  fileprivate mutating func concern(_ envelope: Envelope) {
    recipients = envelope.recipients.map {
      RecipientResult(address: $0, outcome: outcome, reply: diagnosis?.reply)
    }
  }
}

extension SMTPReply {
  static let stopping = SMTPReply(421, "4.3.2", lines: ["The relay is being stopped"])
  static let busy = SMTPReply(451, "4.3.2", lines: ["Too many mails wait for the server"])

  static func notAllowed(_ peer: SubmissionPeer) -> SMTPReply {
    let user = peer.userID.map { "User \(UserName.of($0) ?? "\($0)")" } ?? "This client"
    return SMTPReply(550, "5.7.1", lines: ["\(user) may not send here, as the set-up says"])
  }

  /// In one line, for people.
  var shown: String {
    ([String(code), enhanced].compactMap(\.self) + lines).joined(separator: " ")
  }
}
