internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// Opens a connection until the server can be signed in to: address, greeting, capabilities, TLS.
///
/// Where a host has several addresses, one that takes the connection and then says nothing, or
/// closes, or is only now unavailable (RFC 5321 section 5.1), gives way to the next.
struct Opening {
  let target: Target
  let conversation: Conversation
  let patience: Patience
  /// Whether a silent server may be looked at a second time; not while that look itself is made.
  let watchesSilence: Bool

  private var ladder: Ladder { conversation.ladder }

  /// Less is no time in which a server could be called silent: a second, or a quarter of what there
  /// was.
  private let fairTime: Duration

  init(
    _ target: Target, _ conversation: Conversation, _ patience: Patience,
    watchesSilence: Bool = true
  ) {
    (self.target, self.conversation, self.patience) = (target, conversation, patience)
    self.watchesSilence = watchesSilence
    fairTime = min(.seconds(1), patience.left / 4)
  }

  /// How far an address went that was of no use.
  private struct Setback {
    let error: Interruption
    let observation: Observation
    let stages: [StageResult]
  }

  /// The dialogue with the server, in the clear or inside of TLS as the target asks.
  func run() throws(Interruption) -> Dialogue {
    var race = AddressRace(target)
    var setback: Setback?
    while true {
      do throws(Interruption) {
        let connection = try connect(&race)
        let dialogue = Dialogue(connection, patience: patience)
        do throws(Interruption) {
          let share = race.left.isEmpty ? patience : patience.share(of: race.left.count + 1)
          try greet(dialogue, share)
        } catch {
          race.add(connection.peer, error.ending.words)
          guard !race.left.isEmpty, error.ending.mayDifferElsewhere, error.stage == nil else {
            throw error
          }
          setback = setback ?? remember(error)
          leave(connection, error)
          continue
        }
        conversation.observation.addressTrials = race.trials
        try discover(dialogue)
        return dialogue
      } catch {
        throw lasting(error, setback, race.trials)
      }
    }
  }

  private func connect(_ race: inout AddressRace) throws(Interruption) -> Connection {
    let watch = ConnectWatch(target, conversation, patience, looksElsewhere: watchesSilence)
    let socket = try race.connect(patience, watch)
    conversation.connected(to: socket.peer.text, port: Int(target.port.number))
    return Connection(socket, target, conversation)
  }

  /// The error to report: an address that was reached says more than those that were not.
  private func lasting(
    _ error: Interruption, _ setback: Setback?, _ trials: [AddressTrial]
  ) -> Interruption {
    defer { conversation.observation.addressTrials = trials }
    let isReached = error.stage != .connect && ladder.state(of: .connect) == .passed
    guard let setback, !isReached, error.ending != .cancelled else { return error }
    conversation.observation = setback.observation
    ladder.restore(setback.stages)
    return setback.error
  }

  private func remember(_ error: Interruption) -> Setback {
    Setback(error: error, observation: conversation.observation, stages: ladder.stages)
  }

  private func leave(_ connection: Connection, _ error: Interruption) {
    conversation.note("\(connection.peer.text): \(error.ending.words)")
    conversation.restart()
    ladder.goBack(to: .connect, "trying the next address")
  }

  /// SSL's handshake, and the first words of the server.
  private func greet(_ dialogue: Dialogue, _ patience: Patience) throws(Interruption) {
    let start = ContinuousClock.now
    do throws(Interruption) {
      if target.encryption == .ssl { try dialogue.connection.startTLS(patience) }
      let watch = watchesSilence ? SilenceWatch(target) : nil
      switch target.service {
      case .smtp:
        let reply = try dialogue.greeting(patience, watch: watch) { $0.lastReply }
        guard reply.code < 300 || reply.code >= 400 else {
          throw Interruption(.outOfStep(reply.raw))
        }
        if !reply.isPositive { throw Interruption(.reply(reply)) }
      case .imap, .pop3:
        let line = try dialogue.greeting(patience, watch: watch) { $0.lastLine }
        if line.isRefusal { throw Interruption(.line(line)) }
      }
    } catch  where error.ending == .timedOut && start.duration(to: .now) < fairTime {
      // It had no time to speak: what took long was to get there.
      throw Interruption(.timedOut, at: .connect)
    }
  }

  private func discover(_ dialogue: Dialogue) throws(Interruption) {
    switch target.service {
    case .smtp: try SMTPOpening(dialogue).run()
    case .imap: try IMAPOpening(dialogue).run()
    case .pop3: try POP3Opening(dialogue).run()
    }
  }
}

extension Ending {
  /// Whether another address of the same host may do better.
  fileprivate var mayDifferElsewhere: Bool {
    switch self {
    case .timedOut, .closed, .reset: true
    case .reply(let reply): reply.code < 500
    case .line, .unresolved, .refused, .wrongService, .malformed, .outOfStep, .endless, .noSTARTTLS,
      .clearTextPassword, .tls, .certificate, .injection, .noAuthentication, .noMechanism,
      .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable, .passwordCommand,
      .commandExposed, .notLinked, .system, .cancelled, .other:
      false
    }
  }
}

extension Dialogue {
  /// TLS behind a server's yes to STARTTLS or STLS.
  ///
  /// What comes in the clear behind that yes would be taken for an answer inside of TLS
  /// (CVE-2011-0411).
  func startTLS() throws(Interruption) {
    try checkNothingWaits()
    try connection.startTLS(patience)
  }
}
