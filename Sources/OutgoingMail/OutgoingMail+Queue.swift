public import MailQueue
internal import MailSettings
public import MailTransport
internal import SettingsStore

/// Mails that wait, where the set-up wants that.
extension OutgoingMail {
  /// The queue; nil where mails that cannot be passed on are not kept.
  public var queue: MailQueue? { settings.queue == nil ? nil : kept }

  /// The same whether it is on or not: what was kept before is still there.
  public var kept: MailQueue { MailQueue(folder: paths.queue) }

  /// In whose name senders are told of failures.
  public var queueIdentity: QueueIdentity { QueueIdentity(settings) }

  /// How a queue's mails go out: by a sender that its caller closes.
  public func queueWay(_ sender: MailSender) -> QueueWay {
    QueueWay(
      sender, queueIdentity, giveUpAfter: settings.queue?.giveUpAfter ?? .usual, mark: mark)
  }
}
