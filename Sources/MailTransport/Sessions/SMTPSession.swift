internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// A session at the SMTP server, signed in where the set-up says so, over which mails can be sent.
final class SMTPSession {
  let channel: CommandChannel
  /// The mechanism of the sign-in; nil without one.
  let mechanism: String?
  /// The words of each line of the server's latest EHLO reply, in capitals.
  let offered: [[Substring]]

  /// Connects and signs in.
  ///
  /// - Parameter seenAddress: this machine's address that the incoming mailbox server has seen.
  init(
    _ route: SMTPRoute, _ credentials: any CredentialProvider, seenAddress: String?,
    _ trust: TrustStore,
    _ log: AttemptLog, _ deadline: Deadline
  ) throws(ConnectionFailure) {
    let request = route.request(seenAddress: seenAddress, trust)
    let channel = try Opening(request, log, deadline).run()
    self.channel = channel
    do throws(AttemptFailure) {
      mechanism = try Self.signIn(channel, route, credentials)
      offered = channel.record.facts.capabilities.map { $0.uppercased().split(separator: " ") }
    } catch {
      throw channel.record.failure(error)
    }
  }

  private static func signIn(
    _ channel: CommandChannel, _ route: SMTPRoute, _ credentials: any CredentialProvider
  ) throws(AttemptFailure) -> String? {
    let record = channel.record
    if route.hasCredentials { record.signInBegins() }
    guard let login = try route.login(credentials, channel.deadline) else {
      record.nobodySignsIn()
      return nil
    }
    record.learn(login.secret)
    let mechanism = try SMTPSignIn(channel, login).run()
    record.signedIn(login.user, by: mechanism)
    return mechanism
  }

  /// How a server answered QUIT, or RSET after a refused mail.
  enum ClosingReply {
    /// Properly, or not at all, which does not matter.
    case taken
    /// By a positive reply that is not this command's.
    case otherYes
    /// By a reply that must belong to something else: a refusal, or one that had waited.
    case outOfStep
  }

  /// Sends QUIT; its reply is awaited only shortly.
  @discardableResult
  func quit() -> ClosingReply { end(by: "QUIT", own: 221, within: .seconds(1)).closingReply }

  /// Sends RSET after a refused mail; `isOver` where no other mail can be sent.
  func reset() -> (closingReply: ClosingReply, isOver: Bool) {
    end(by: "RSET", own: 250, within: .seconds(5))
  }

  private func end(
    by command: String, own: Int, within limit: Duration
  ) -> (closingReply: ClosingReply, isOver: Bool) {
    guard !channel.deadline.cancellation.isCancelled else { return (.taken, true) }
    do throws(AttemptFailure) {
      try channel.checkStep()
    } catch {
      return (error.ending.isOutOfStep ? .outOfStep : .taken, true)
    }
    guard let reply = try? channel.command(command, name: nil, within: limit) else {
      return (.taken, true)
    }
    if reply.isPositive { return (reply.code == own ? .taken : .otherYes, reply.code != own) }
    return (reply.isAboutTheCommandItself || reply.code == 421 ? .taken : .outOfStep, true)
  }
}
