internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// The message after DATA, during which the server should say nothing.
extension CommandChannel {
  /// Sends a part of a message. What the server says before its end is a refusal, or out of step.
  ///
  /// - Parameter isFollowed: whether more is sent at once.
  func send(
    _ bytes: ArraySlice<UInt8>, isFollowed: Bool = false, began: () -> Void = {}
  ) throws(AttemptFailure) {
    try checkBeforeTheEnd()
    do throws(AttemptFailure) {
      try connection.send(bytes, deadline, isFollowed: isFollowed, began: began) {
        () throws(AttemptFailure) in try checkBeforeTheEnd()
      }
    } catch {
      throw lastWords(error)
    }
  }

  /// Sends the dot that ends a message, and waits for the reply to it.
  func finish(began: () -> Void) throws(AttemptFailure) -> Reply {
    try send(Array(".\r\n".utf8)[...], began: began)
    sending(".", ".")
    return try reply(within: .seconds(600))
  }

  /// Throws where the server has refused the message before its end.
  private func checkBeforeTheEnd() throws(AttemptFailure) {
    try takeWhatIsThere()
    guard let first = waiting.first else { return try checkWhatHasArrived() }
    let isRefusal = first.first.map { $0 == UInt8(ascii: "4") || $0 == UInt8(ascii: "5") } ?? false
    guard isRefusal else { return try checkWhatHasArrived() }
    throw AttemptFailure(.reply(try reply(within: .seconds(1))))
  }
}
