extension SubmissionSession {
  mutating func beginMessage() {
    messageRefusal = nil
    phase = .message(MessageReader(limit: policy.limits.message))
    say(.startOfData)
  }

  /// Takes what belongs to the message from the input, and goes on once its end was seen.
  mutating func read(by reader: MessageReader) {
    var reader = reader
    let content = reader.read(&input)
    phase = .message(reader)
    if reader.isTooLarge, messageRefusal == nil {
      messageRefusal = .messageTooLarge
      dropMail()
    }
    if messageRefusal == nil, !content.isEmpty { give(content) }
    if reader.isFinished { finishMessage(reader.size) }
  }

  private mutating func finishMessage(_ size: Int) {
    guard let messageRefusal else { return ask(.acceptance(bytes: size)) }
    self.messageRefusal = nil
    mail = nil
    phase = .commands
    say(messageRefusal)
  }
}
