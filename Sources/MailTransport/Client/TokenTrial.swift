internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import ServerTrust

/// Finds out about an access token that the SMTP server refuses: its claims, and whether the IMAP
/// server accepts it.
struct TokenTrial {
  private static let longest = Duration.seconds(10)

  let token: BearerToken
  let account: ExchangeAccount
  let trust: TrustStore

  /// Adds the token's claims to an observation, and the result at the IMAP server where that may
  /// help.
  func complete(_ observation: inout Observation, _ transcript: Transcript, _ deadline: Deadline) {
    observation.token = TokenClaims(token: token.token.reveal())
    guard observation.stage == .authentication, case .reply(let reply) = observation.ending,
      reply.code >= 500, case .delegated(let signIn) = account.flow, signIn.scopes.includeIMAP
    else { return }
    observation.imapTrial = run(signIn.imap, transcript, deadline.atMost(Self.longest))
  }

  /// Signs in by IMAP with the same token, inside TLS with a verified certificate only.
  private func run(
    _ server: Endpoint, _ transcript: Transcript, _ deadline: Deadline
  ) -> IMAPTrial {
    guard server.encryption.requiresTLS else { return .notTried }
    let log = AttemptLog(progress: StageProgress([]), transcript: transcript.beside(.imap))
    log.transcript.learn(token.token)
    defer { transcript.add(log.transcript) }
    let request = ConnectionRequest(
      endpoint: server, trust: trust, purpose: .signIn(allowsClearText: false))
    guard let channel = try? Opening(request, log, deadline).run() else { return .notTried }
    let login = Login(
      user: token.user, credential: .token(token.token), mechanism: .auto, endpoint: server)
    do throws(AttemptFailure) {
      _ = try IMAPSignIn(channel, login).run()
      return .accepted
    } catch {
      guard case .line(let line) = error.ending else { return .notTried }
      return .refused(log.transcript.redacted(line))
    }
  }
}
