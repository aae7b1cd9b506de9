internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// Opens a connection up to the sign-in, for every service: look-up, connecting, TLS, banner,
/// capabilities, and the rule of what needs TLS.
///
/// Where a host has several addresses, one that accepts the connection but then is silent, closes,
/// or is temporarily unavailable (RFC 5321 section 5.1), is given up for the next.
struct Opening {
  let request: ConnectionRequest
  let log: AttemptLog
  let deadline: Deadline

  private var progress: StageProgress { log.progress }

  /// The shortest time after which a server counts as silent: a second, or a quarter of the whole
  /// time.
  private let fairTime: Duration

  init(_ request: ConnectionRequest, _ log: AttemptLog, _ deadline: Deadline) {
    (self.request, self.log, self.deadline) = (request, log, deadline)
    fairTime = min(.seconds(1), deadline.remaining / 4)
  }

  /// How an address failed that was connected to.
  private struct FailedAddress {
    let failure: ConnectionFailure
    let stages: [StageResult]
  }

  /// Looks the host up and connects. An inspection has succeeded once the channel's record holds a
  /// certificate.
  func run() throws(ConnectionFailure) -> CommandChannel {
    let host: ResolvedHost
    do throws(AttemptFailure) {
      host = try request.resolve(progress, deadline)
    } catch {
      throw ConnectionFailure(cause: error, request: request, facts: ConnectionFacts())
    }
    return try run(to: host)
  }

  /// Connects to a host whose addresses are known.
  func run(to host: ResolvedHost) throws(ConnectionFailure) -> CommandChannel {
    progress.begin(.connect)
    var race = AddressRace(host, request.endpoint.port)
    var failedAddress: FailedAddress?
    while true {
      let record = ConnectionRecord(request, host, log)
      do throws(AttemptFailure) {
        let channel = try connect(&race, host, record)
        guard try greets(channel, &race, &failedAddress) else { continue }
        record.triedInVain(race.trials)
        try discover(channel)
        try checkEncryption(record)
        return channel
      } catch {
        record.triedInVain(race.trials)
        throw lasting(record.failure(error), failedAddress)
      }
    }
  }

  private func connect(
    _ race: inout AddressRace, _ host: ResolvedHost, _ record: ConnectionRecord
  ) throws(AttemptFailure) -> CommandChannel {
    let watch = ConnectWatch(record, host, deadline)
    let socket = try race.connect(deadline, watch)
    record.connected(to: socket.peer)
    return CommandChannel(Connection(socket, record), deadline)
  }

  /// Whether the server has sent its banner; false where its next address is to be tried.
  private func greets(
    _ channel: CommandChannel, _ race: inout AddressRace, _ failedAddress: inout FailedAddress?
  ) throws(AttemptFailure) -> Bool {
    do throws(AttemptFailure) {
      try greet(
        channel,
        race.remaining.isEmpty ? deadline : deadline.share(of: race.remaining.count + 1))
      return true
    } catch {
      let peer = channel.connection.peer
      race.add(peer, error.ending)
      guard !race.remaining.isEmpty, error.ending.mayDifferElsewhere, error.stage == nil else {
        throw error
      }
      failedAddress =
        failedAddress
        ?? FailedAddress(failure: channel.record.failure(error), stages: progress.stages)
      log.transcript.note(.gaveUp(peer, error.ending))
      progress.goBack(to: .connect, .nextAddress)
      return false
    }
  }

  /// The failure to report: that of an address that was reached tells more than of one that was
  /// not.
  private func lasting(_ last: ConnectionFailure, _ failedAddress: FailedAddress?)
    -> ConnectionFailure
  {
    let isReached = last.cause.stage != .connect && progress.state(of: .connect) == .passed
    guard let failedAddress, !isReached, last.cause.ending != .cancelled else { return last }
    progress.restore(failedAddress.stages)
    var failure = failedAddress.failure
    failure.facts.addressTrials = last.facts.addressTrials
    return failure
  }

  /// Runs the handshake of SSL, and waits for the banner.
  private func greet(_ channel: CommandChannel, _ deadline: Deadline) throws(AttemptFailure) {
    let start = ContinuousClock.now
    do throws(AttemptFailure) {
      if request.endpoint.encryption == .ssl {
        try channel.connection.startTLS(deadline)
        if request.isInspection { return }
      }
      try channel.greeting(deadline)
    } catch  where error.ending == .timedOut && start.duration(to: .now) < fairTime {
      // The server had no time to answer, since connecting took most of it.
      throw AttemptFailure(.timedOut, at: .connect)
    }
  }

  /// Asks for the capabilities, and starts TLS by STARTTLS or STLS.
  private func discover(_ channel: CommandChannel) throws(AttemptFailure) {
    if request.isInspection, request.endpoint.encryption == .ssl { return }
    switch request.service {
    case .smtp: try SMTPOpening(channel).run()
    case .imap: try IMAPOpening(channel).run()
    case .pop3: try POP3Opening(channel).run()
    }
  }
}

/// The rule of what needs TLS.
extension Opening {
  /// Continues without TLS only where the settings allow it, for the password too. Where they
  /// demand TLS, it counts only if the handshake itself was completed.
  private func checkEncryption(_ record: ConnectionRecord) throws(AttemptFailure) {
    if request.isInspection || record.facts.isEncrypted { return }
    if !request.endpoint.encryption.requiresTLS { try checkClearText(record) }
    switch request.endpoint.encryption {
    case .tls, .ssl: throw AttemptFailure(.noSTARTTLS)
    case .none, .tlsIfAvailable: record.staysInClear()
    }
  }

  /// Refuses to sign in without TLS, unless the settings allow it or the server is on this machine.
  ///
  /// Whether it is on this machine is judged by the connection's address: a name that looks local
  /// may lead anywhere. The rule holds for every mechanism, since passwords can be guessed from
  /// what was overheard.
  private func checkClearText(_ record: ConnectionRecord) throws(AttemptFailure) {
    switch request.purpose {
    case .inspection, .mails, .signIn(allowsClearText: true): return
    case .signIn(allowsClearText: false): break
    }
    if record.facts.peer.map(SocketAddress.isLoopback) == true { return }
    progress.begin(.encryption)
    throw AttemptFailure(.clearTextPassword)
  }
}

extension Ending {
  /// Whether another address of the same host may succeed.
  fileprivate var mayDifferElsewhere: Bool {
    switch self {
    case .timedOut, .closed, .reset: true
    case .reply(let reply): reply.code < 500
    case .line, .unresolved, .refused, .wrongService, .malformed, .outOfStep, .endless, .noSTARTTLS,
      .clearTextPassword, .tls, .certificate, .injection, .noAuthentication, .noMechanism,
      .kerberos, .noSMTPUTF8, .tooLarge, .unknownOutcome, .unencodable, .passwordCommand,
      .commandExposed, .notLinked, .token, .system, .cancelled, .other:
      false
    }
  }
}
