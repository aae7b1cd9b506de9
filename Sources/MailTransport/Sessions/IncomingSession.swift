internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// A session at the incoming mailbox server, signed in and open until it is closed.
final class IncomingSession {
  private let channel: CommandChannel
  /// The mechanism of the sign-in.
  let mechanism: String

  /// This machine's address that the server has seen.
  var sourceAddress: String? { channel.connection.localAddress }
  var facts: ConnectionFacts { channel.record.facts }

  /// Connects and signs in.
  init(
    _ server: IncomingServer, _ credentials: any CredentialProvider, _ trust: TrustStore,
    _ log: AttemptLog, _ deadline: Deadline
  ) throws(ConnectionFailure) {
    server.credentials.storedSecret.map(log.transcript.learn)
    let request = ConnectionRequest(
      endpoint: server.endpoint, trust: trust,
      purpose: .signIn(allowsClearText: server.allowsClearTextPassword))
    let channel = try Opening(request, log, deadline).run()
    self.channel = channel
    do throws(AttemptFailure) {
      mechanism = try Self.signIn(channel, server, credentials)
    } catch {
      throw channel.record.failure(error)
    }
  }

  private static func signIn(
    _ channel: CommandChannel, _ server: IncomingServer, _ credentials: any CredentialProvider
  ) throws(AttemptFailure) -> String {
    let record = channel.record
    record.signInBegins()
    let password = try credentials.secret(of: server.credentials, channel.deadline)
    record.learn(password)
    let login = Login(
      user: server.credentials.user.text, credential: .password(password),
      mechanism: server.credentials.mechanism, endpoint: server.endpoint)
    let mechanism =
      switch server.protocol {
      case .imap: try IMAPSignIn(channel, login).run()
      case .pop3: try POP3SignIn(channel, login).run()
      }
    record.signedIn(login.user, by: mechanism)
    return mechanism
  }

  /// Ends the session; its reply is awaited only shortly.
  func logOut(_ deadline: Deadline? = nil) {
    if let deadline { channel.deadline = deadline }
    guard !channel.deadline.cancellation.isCancelled else { return }
    let limit = Duration.seconds(2)
    switch channel.request.service {
    case .imap: _ = try? channel.line("P999 LOGOUT", tag: "P999", name: nil, within: limit)
    case .pop3, .smtp: _ = try? channel.line("QUIT", name: nil, within: limit)
    }
  }
}

extension Attempt {
  /// Describes a sign-in at an incoming mailbox server.
  init(_ server: IncomingServer) {
    self.init(
      server.endpoint, mode: .password, user: server.credentials.user.text,
      mechanism: server.credentials.mechanism.text)
  }
}
