public import MailQueue
public import MailSettings
public import MailTransport
internal import ServerTrust
internal import SettingsStore

/// The queue of a set-up.
extension OutgoingMail {
  /// The queue; nil where mails that cannot be passed on are not kept.
  public var queue: MailQueue? { settings.queue == nil ? nil : kept }

  /// The queue even where it is off now: mails kept before are still there.
  public var kept: MailQueue { MailQueue(folder: paths.queue) }

  /// In whose name senders are told of failures.
  public var queueIdentity: QueueIdentity { QueueIdentity(settings) }

  /// How a queue's mails go out: by a sender that its caller closes.
  public func queueWay(_ sender: MailSender) -> QueueWay {
    QueueWay(
      sender, queueIdentity, giveUpAfter: settings.queue?.giveUpAfter ?? .usual, mark: mark)
  }
}

/// Queueing for a set-up that cannot send.
extension OutgoingMail {
  /// Stands in for a set-up that cannot send now: completes mails for the queue by the sender and
  /// encoding that are set. Its client sends nowhere.
  ///
  /// Nil where the set-up can send, where its queue is off, or where sender or encoding are wrong,
  /// too.
  public static func waiting(home: String) -> (outgoing: OutgoingMail, problem: SettingProblem)? {
    let store = SettingsStore(home: home)
    guard var draft = try? store.load().draft, (try? QueueSettings(draft)) ?? nil != nil else {
      return nil
    }
    do throws(SettingProblem) {
      _ = try Settings(draft)
      return nil
    } catch {
      for setting in Setting.all where !setting.key.isOfMails { draft[setting] = "" }
      draft[.smtpServer] = "localhost"
      guard let settings = try? Settings(draft) else { return nil }
      let trust = TrustStore(folder: store.paths.trust)
      return (
        OutgoingMail(settings, MailClient(settings: settings, trust: trust), store.paths), error
      )
    }
  }

  /// The folder of a set-up's queue.
  public static func queueFolder(home: String) -> String { SetUpPaths(home: home).queue }
}

extension SettingKey {
  /// Whether it says what mails look like, who hands them in, or how long they wait.
  fileprivate var isOfMails: Bool {
    [
      .systemName, .systemAddress, .messageEncoding, .messageSender, .queueEnabled,
      .queueGiveUpAfter, .relayListen, .relaySocket, .relayAllow, .relayRefuse,
    ].contains(self)
  }
}
