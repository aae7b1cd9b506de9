internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// A connection to the SMTP server on which somebody has signed in, where the set-up asks for that:
/// mails can be sent on it.
final class SMTPSession {
  let channel: CommandChannel
  /// The mechanism by which somebody has signed in.
  let mechanism: String?

  /// Connects and signs in.
  ///
  /// - Parameter seenAddress: the address that the incoming mailbox server has seen.
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

  /// How a server answered a command that ends something: QUIT, or RSET behind a refused mail.
  enum Farewell {
    /// As it should, or not at all: nothing depends on that.
    case taken
    /// By a yes that is not the command's own.
    case otherYes
    /// By what must be the answer to something else: a refusal, or words from before.
    case outOfStep
  }

  /// Takes leave; an answer is waited for only shortly.
  @discardableResult
  func quit() -> Farewell { end(by: "QUIT", own: 221, within: .seconds(1)).farewell }

  /// Takes back what is left of a refused mail; `isOver` where no other can be sent.
  func reset() -> (farewell: Farewell, isOver: Bool) {
    end(by: "RSET", own: 250, within: .seconds(5))
  }

  private func end(
    by command: String, own: Int, within limit: Duration
  ) -> (farewell: Farewell, isOver: Bool) {
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
