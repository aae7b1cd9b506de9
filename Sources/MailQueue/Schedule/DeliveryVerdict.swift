public import MailDiagnosis
internal import MailDialogue
public import MailSettings

/// What a report means for a mail that may wait: whom it has reached, who may get it later, and who
/// never will.
public struct DeliveryVerdict: Sendable {
  /// What becomes of the mail for one recipient.
  public enum Fate: Equatable, Sendable {
    case delivered
    /// It is tried again.
    case waits
    /// The server has refused it for good, and why.
    case refused(QueuedDiagnosis)
  }

  /// What the try tells about the way to the server.
  public enum Way: Equatable, Sendable {
    /// Another mail may fare better.
    case open
    /// Every mail would fare like this one; where `isOfTheSetUp`, until a person mends something.
    case blocked(isOfTheSetUp: Bool)
    /// The attempt was cancelled: it does not count.
    case interrupted
  }

  /// The fate of the mail for each recipient, in their order.
  public let fates: [(address: MailAddress, fate: Fate)]
  /// What the try tells about the way to the server.
  public let way: Way
  /// Why the mail waits; nil where it does not, or nobody knows.
  public let diagnosis: QueuedDiagnosis?
  /// Whether the connection was lost after the final dot: it is tried again, since a mail that
  /// comes twice is better than one that never comes.
  public let mayHaveArrived: Bool

  /// - Parameter recipients: whom the mail was sent to.
  public init(_ report: DeliveryReport, recipients: [MailAddress]) {
    let results = Dictionary(report.recipients.map { ($0.address.wire, $0) }) { first, _ in first }
    let told = recipients.map { address in
      let result =
        results[address.wire]
        ?? RecipientResult(address: address, outcome: report.outcome, reply: nil)
      return (address: address, fate: Self.fate(result, report))
    }
    fates = told
    way = Self.way(report)
    mayHaveArrived = report.outcome == .unknown
    let waiting = Set(told.filter { $0.fate == .waits }.map(\.address.wire))
    let own = report.recipients.lazy.filter { waiting.contains($0.address.wire) }
      .compactMap { result in result.diagnosis.map { QueuedDiagnosis($0, reply: result.reply) } }
      .first
    diagnosis = waiting.isEmpty ? nil : own ?? report.diagnosis.map { QueuedDiagnosis($0) }
  }

  /// Whom the mail has reached.
  public var delivered: [MailAddress] { fates.filter { $0.fate == .delivered }.map(\.address) }
  /// For whom it is tried again.
  public var waiting: [MailAddress] { fates.filter { $0.fate == .waits }.map(\.address) }
  /// Who never gets it, and why.
  public var refused: [(address: MailAddress, diagnosis: QueuedDiagnosis)] {
    fates.compactMap { address, fate in
      guard case .refused(let diagnosis) = fate else { return nil }
      return (address, diagnosis)
    }
  }

  private static func fate(_ result: RecipientResult, _ report: DeliveryReport) -> Fate {
    switch result.outcome {
    case .delivered: return .delivered
    case .accepted, .cancelled, .unknown: return .waits
    case .failed: break
    }
    guard let diagnosis = result.diagnosis ?? report.diagnosis, isFinal(diagnosis, result.reply)
    else { return .waits }
    return .refused(QueuedDiagnosis(diagnosis, reply: result.reply))
  }

  /// Whether the refusal is permanent, and of this mail or recipient alone.
  private static func isFinal(_ diagnosis: Diagnosis, _ reply: Reply?) -> Bool {
    guard isOfTheMail(diagnosis.stage), diagnosis.finding.concern == .ofTheMail else {
      return false
    }
    if let reply = reply ?? diagnosis.reply { return reply.code >= 500 }
    // Found before the mail was sent: the server takes no such mail.
    return [.dataTooLarge, .senderSMTPUTF8, .messageEncoding].contains(diagnosis.finding)
  }

  private static func way(_ report: DeliveryReport) -> Way {
    switch report.outcome {
    case .cancelled: return .interrupted
    case .delivered, .accepted, .unknown: return .open
    case .failed: break
    }
    guard let diagnosis = report.diagnosis else { return .open }
    switch diagnosis.finding.concern {
    case .ofTheSetUp: return .blocked(isOfTheSetUp: true)
    case .ofTheWay: return .blocked(isOfTheSetUp: false)
    case .ofTheMail:
      return isOfTheMail(diagnosis.stage) ? .open : .blocked(isOfTheSetUp: false)
    }
  }

  private static func isOfTheMail(_ stage: Stage) -> Bool {
    switch stage {
    case .sender, .recipient, .message: true
    case .token, .incoming, .resolve, .connect, .greeting, .encryption, .certificate,
      .authentication:
      false
    }
  }
}
