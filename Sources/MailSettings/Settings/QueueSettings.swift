/// `[queue]` of a set-up in which it is enabled: mails wait that cannot be sent yet.
public struct QueueSettings: Equatable, Sendable {
  /// How long a mail is tried before its sender is told.
  public let giveUpAfter: WaitingTime

  /// A queue that gives up after this time.
  public init(giveUpAfter: WaitingTime) { self.giveUpAfter = giveUpAfter }

  /// The queue of a draft, whatever else is wrong there; nil where it is off.
  public init?(_ draft: Draft) throws(SettingProblem) {
    try self.init(DraftReader(draft: draft))
  }

  init?(_ reader: DraftReader) throws(SettingProblem) {
    guard try reader.need(.queueEnabled) as Bool else { return nil }
    self.init(giveUpAfter: try reader.need(.queueGiveUpAfter))
  }
}

/// `[relay]`: where programs on this machine hand in mail, and who may.
public struct RelaySettings: Equatable, Sendable {
  /// The loopback address and port; nil for none.
  public let listen: LoopbackAddress?
  /// The socket; nil for none.
  public let socket: SocketPath?
  /// Who alone may hand in mail by the socket; nil for everybody.
  public let allow: LocalUsers?
  /// Who may not, even where allowed; nil for nobody.
  public let refuse: LocalUsers?

  /// The valid settings of a draft, whatever else is wrong there.
  public init(_ draft: Draft) {
    (listen, socket) = (draft.relay.listen.value, draft.relay.socket.value)
    (allow, refuse) = (draft.relay.allow.value, draft.relay.refuse.value)
  }
}
