/// A step of sending a mail, in the usual order.
///
/// With SSL, `encryption` and `certificate` come before `greeting`: see
/// ``order(ssl:incomingFirst:token:)``.
public enum Stage: String, CaseIterable, Codable, Sendable {
  /// Getting an access token; only with Microsoft Exchange.
  case token
  /// Signing in at the incoming mailbox server; only where that has to come first.
  case incoming
  case resolve
  case connect
  /// The banner and the reply to EHLO.
  case greeting
  case encryption
  case certificate
  case authentication
  /// The reply to the envelope sender (MAIL FROM).
  case sender
  /// The replies to the recipients (RCPT TO).
  case recipient
  /// DATA, the message, and the reply to the final dot.
  case message

  /// The stages of sending one mail, in order.
  public static func order(ssl: Bool, incomingFirst: Bool, token: Bool = false) -> [Stage] {
    (token ? [.token] : []) + (incomingFirst ? [.incoming] : []) + [.resolve, .connect]
      + (ssl ? [.encryption, .certificate, .greeting] : [.greeting, .encryption, .certificate])
      + [.authentication, .sender, .recipient, .message]
  }

  /// The stages of a sign-in at the incoming mailbox server, in order.
  public static func signInOrder(ssl: Bool) -> [Stage] {
    [.resolve, .connect]
      + (ssl ? [.encryption, .certificate, .greeting] : [.greeting, .encryption, .certificate])
      + [.authentication]
  }
}

/// How far a stage has come.
public enum StageState: String, Codable, Sendable {
  case pending
  case running
  case passed
  case failed
  /// Not needed, such as `certificate` without TLS.
  case skipped
}

/// How far one stage has come, and what was found in it.
public struct StageResult: Equatable, Sendable {
  /// The stage.
  public var stage: Stage
  /// How far it has come.
  public var state: StageState
  /// How long the stage took, in milliseconds; nil until it has ended.
  public var milliseconds: Double?
  /// What was found, or what is being done.
  public var detail: StageDetail?

  /// By default the result of a stage that has not begun.
  public init(
    stage: Stage, state: StageState = .pending, milliseconds: Double? = nil,
    detail: StageDetail? = nil
  ) {
    self.stage = stage
    self.state = state
    self.milliseconds = milliseconds
    self.detail = detail
  }
}

/// A duration, written the same way everywhere: `85 ms`, `10.0 s`.
public struct ElapsedTime: Equatable, Sendable {
  /// In milliseconds, never negative.
  public let milliseconds: Double

  /// A time in milliseconds; one below 0 counts as 0.
  public init(milliseconds: Double) { self.milliseconds = max(0, milliseconds) }

  /// Whole milliseconds below a second, else seconds with one decimal.
  public var text: String {
    let rounded = Int(milliseconds.rounded())
    guard rounded >= 1000 else { return "\(rounded) ms" }
    let tenths = Int((milliseconds / 100).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

extension [StageResult] {
  /// How long the running stage has been under way: the whole time less that of the stages before.
  ///
  /// - Parameter elapsed: the time since the first stage began, in milliseconds.
  public func timeOfRunningStage(elapsed: Int) -> ElapsedTime {
    let ended = reduce(0) { $0 + ($1.milliseconds ?? 0) }
    return ElapsedTime(milliseconds: Double(elapsed) - ended)
  }
}
