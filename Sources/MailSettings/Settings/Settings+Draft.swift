extension Settings {
  /// Checks a draft and keeps what counts; throws the first of ``Draft/problems``.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.problems.first { throw first }
    let reader = DraftReader(draft: draft)
    systemAddress = SystemAddress(
      name: draft.system.name.value, address: try reader.need(.systemAddress))
    route =
      draft.chosenProtocol == .smtp ? .smtp(try reader.smtp()) : .exchange(try reader.exchange())
    encoding = (try reader.need(.messageEncoding) as CharacterEncoding).forMail
    senderMode = try reader.need(.messageSender)
    connectionLimit = draft.connections.maximum.value
  }
}

extension IncomingServer {
  /// The incoming mailbox server of a draft, for its own sign-in test.
  public init(_ draft: Draft) throws(SettingProblem) {
    if let first = draft.wrongTexts(where: { $0.scope == .incoming }).first { throw first }
    self = try DraftReader(draft: draft).incoming()
  }
}
