public import MailDiagnosis
public import MailMessage
public import MailSettings
public import MailTransport
internal import ServerTrust
internal import SettingsStore
public import SystemAccess

/// Why a set-up cannot send.
public enum SetUpFault: WordedError {
  /// Its folder or files cannot be read.
  case unreadable(ForeignError)
  /// A setting is wrong or missing.
  case invalid(SettingProblem)

  /// What was wrong, and where.
  public var sentence: String {
    switch self {
    case .unreadable(let foreign): foreign.error.sentence
    case .invalid(let problem): "\(problem.key.name): \(problem.problem.sentence)"
    }
  }

  /// Whether the sentence ends with a command: where files are open to others, the one that mends
  /// it.
  public var endsWithCommand: Bool {
    switch self {
    case .unreadable(let foreign): foreign.error.endsWithCommand
    case .invalid: false
    }
  }
}

/// Sends mails by a set-up: the folder that the wizard keeps, with its passwords, its imported
/// certificates and its tokens of Microsoft Exchange.
///
///     import OutgoingMail
///
///     let outgoing = try OutgoingMail(home: "/etc/postern")
///     let system = outgoing.settings.systemAddress
///     let message = MailMessage(
///       from: Mailbox(system), to: [bob], subject: "Report", body: "All is well.",
///       encoding: outgoing.settings.encoding)
///     let report = try await outgoing.send(message)
///     guard report.outcome == .delivered else { … report.diagnosis … }
///
/// A set-up is read once: make another when ``mark`` differs from that of a new one. Mails are sent
/// as they are; who may stand in From is decided by ``rendered(_:_:)``, for what other programs
/// hand in. A mail that cannot be sent is reported, and does not wait in the queue.
public struct OutgoingMail: Sendable {
  /// Its settings.
  @Boxed public private(set) var settings: Settings
  /// Sends with these settings; a ``MailSender`` over it keeps its connection for many mails.
  public let client: MailClient
  /// Identifies the set-up as it was read: different after each change, the same in every process.
  public let mark: String
  let paths: SetUpPaths

  /// Reads a set-up.
  ///
  /// - Parameters:
  ///   - home: its folder, such as `/etc/postern`.
  ///   - timeout: for the whole of one attempt; over a connection of many mails, for each of them.
  ///   - wait: how long to wait for a connection within the limit, in addition to the timeout.
  public init(
    home: String, timeout: Duration = .seconds(300), wait: Duration = .seconds(60)
  ) throws(SetUpFault) {
    let store = SettingsStore(home: home)
    (paths, mark) = (store.paths, store.paths.mark)
    let draft: Draft
    do throws(StoreError) { draft = try store.load().draft } catch {
      throw .unreadable(ForeignError(error))
    }
    let settings: Settings
    do throws(SettingProblem) { settings = try Settings(draft) } catch { throw .invalid(error) }
    self.settings = settings
    let trust = TrustStore(folder: store.paths.trust)
    client = MailClient(
      settings: settings, trust: trust, timeout: timeout,
      credentials: SetUpCredentials(store, trust: trust),
      slots: SetUpSlots(store, settings), wait: wait)
    client.prepare()
  }

  init(_ settings: Settings, _ client: MailClient, _ paths: SetUpPaths) {
    (self.settings, self.client) = (settings, client)
    (self.paths, mark) = (paths, paths.mark)
  }

  /// Sends a mail to those in its To, and to blind copies; blocks the calling thread.
  ///
  /// Where some of several recipients are refused, the others get the mail:
  /// ``DeliveryReport/recipients`` tells. Throws the characters that the set-up's encoding does not
  /// have.
  public func send(
    _ message: MailMessage, blindCopies: [MailAddress] = []
  ) throws(UnencodableText) -> DeliveryReport {
    let (mail, envelope) = try prepared(message, blindCopies)
    let sender = MailSender(client)
    defer { sender.close() }
    return sender.send(mail, envelope: envelope)
  }

  /// The same on a thread of its own. Cancelling the task cancels the attempt.
  public func send(
    _ message: MailMessage, blindCopies: [MailAddress] = []
  ) async throws(UnencodableText) -> DeliveryReport {
    let (mail, envelope) = try prepared(message, blindCopies)
    return await client.send(mail, envelope: envelope) { _ in }
  }

  private func prepared(
    _ message: MailMessage, _ blindCopies: [MailAddress]
  ) throws(UnencodableText) -> (RenderedMail, Envelope) {
    let recipients = message.to.map(\.address) + blindCopies
    return (
      try RenderedMail(message),
      Envelope(sender: settings.systemAddress.address, recipients: recipients)
    )
  }
}
