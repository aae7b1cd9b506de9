public import MailDiagnosis
public import MailSettings
public import SystemAccess

/// Gives the transport passwords and tokens when it needs them: on the thread of the attempt, and
/// kept out of transcripts from then on.
public protocol CredentialProvider: Sendable {
  /// The password of these credentials, within the deadline.
  func password(
    of credentials: Credentials, _ deadline: Deadline
  ) throws(CredentialFailure) -> Secret

  /// An access token with which the account can send, within the deadline.
  func token(
    for account: ExchangeAccount, _ deadline: Deadline
  ) throws(CredentialFailure) -> BearerToken
}

/// An OAuth 2.0 access token with the user whom it is for.
public struct BearerToken: Equatable, Sendable {
  /// The user principal name of the account, or the mailbox.
  public let user: String
  /// The token.
  public let token: Secret
  /// When it expires; nil where that is not known.
  public let expires: Moment?
  /// Whether it was renewed just now.
  public let isRenewed: Bool

  /// A token for a user.
  public init(user: String, token: Secret, expires: Moment? = nil, isRenewed: Bool = false) {
    (self.user, self.token) = (user, token)
    (self.expires, self.isRenewed) = (expires, isRenewed)
  }
}

extension BearerToken {
  /// The detail to show beside the stage.
  var detail: StageDetail {
    let seconds = expires.map { $0.seconds - Moment.now().seconds }
    return .token(user: user, minutes: seconds.map { max(0, $0 / 60) }, isRenewed: isRenewed)
  }
}

/// Why there is no password or token to sign in with.
public enum CredentialFailure: Error {
  /// No account is linked.
  case notLinked
  /// There is no access token.
  case token(TokenFailure)
  /// The password command must not be run; why, and how to mend it.
  case commandRefused(ForeignError)
  /// The password command failed.
  case commandFailed(CommandFailure)
  /// This machine lacks something that is needed.
  case system(SystemShortage)
  case timedOut
  case cancelled
}

/// The passwords of a set-up: stored ones, and those that its commands print.
public struct StoredCredentials: CredentialProvider {
  private let refusal: @Sendable () -> ForeignError?

  /// Passwords of a set-up.
  ///
  /// - Parameter refusal: asked before a command is run; nil where it may be.
  public init(refusal: @escaping @Sendable () -> ForeignError? = { nil }) {
    self.refusal = refusal
  }

  /// The stored password, or the first line that the command prints.
  public func password(
    of credentials: Credentials, _ deadline: Deadline
  ) throws(CredentialFailure) -> Secret {
    switch credentials.password {
    case .secret(let secret): return secret
    case .command(let command):
      if let refusal = refusal() { throw .commandRefused(refusal) }
      return try PasswordCommand.run(command.text, deadline)
    }
  }

  /// Throws: no account is linked here.
  public func token(
    for account: ExchangeAccount, _ deadline: Deadline
  ) throws(CredentialFailure) -> BearerToken { throw .notLinked }
}

extension CredentialProvider {
  /// The password; throws the attempt's failure.
  func secret(of credentials: Credentials, _ deadline: Deadline) throws(AttemptFailure) -> Secret {
    do throws(CredentialFailure) {
      return try password(of: credentials, deadline)
    } catch { throw AttemptFailure(error) }
  }

  /// The access token; throws the attempt's failure.
  func bearer(
    for account: ExchangeAccount, _ deadline: Deadline
  ) throws(AttemptFailure) -> BearerToken {
    do throws(CredentialFailure) {
      return try token(for: account, deadline)
    } catch { throw AttemptFailure(error) }
  }
}

extension AttemptFailure {
  init(_ failure: CredentialFailure) {
    let ending: Ending =
      switch failure {
      case .notLinked, .token(.notLinked): .notLinked
      case .token(.cancelled): .cancelled
      case .token(let failure): .token(failure)
      case .commandRefused(let refusal): .commandExposed(refusal)
      case .commandFailed(let failure): .passwordCommand(failure)
      case .system(let shortage): .system(shortage)
      case .timedOut: .timedOut
      case .cancelled: .cancelled
      }
    self.init(ending)
  }
}
