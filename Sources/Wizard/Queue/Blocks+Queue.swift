import Forms

extension Blocks {
  /// The page of the relay and the queue.
  var queue: [Block] {
    [.paragraph(QueueWords.relay(state), columns: columns), buttons([.relay]), .blank]
      + [.paragraph(QueueWords.keeping(state), columns: columns), buttons([.keepMails]), .blank]
      + waitingMails + [buttons([.back, .save, .quit])]
  }

  private var waitingMails: [Block] {
    guard let look = state.queue else { return [] }
    guard !look.mails.isEmpty else {
      return [.paragraph(QueueWords.empty, columns: columns), .blank]
    }
    return [.paragraph(QueueWords.heading(look), columns: columns, .title)]
      + look.mails.map(row) + [.blank] + details
  }

  private func row(_ mail: WaitingMail) -> Block {
    let hasFocus = state.focus == .mail(mail.id)
    let line = "\(mail.since)  \(mail.recipients)  \(mail.subject)"
    let text = fitting(glyphs.adapt(line), columns: columns - 2)
    let style: Style = hasFocus ? .focus : mail.isGivenUp ? .trouble : .normal
    var block = Block(
      .mail(mail.id), rows: [[Span("  "), Span(text, style)]], cursor: Place(column: 2, row: 0))
    block.trail = hasFocus ? 4 : 0
    return block
  }

  /// Why the focused mail is in the queue, and what would help.
  private var details: [Block] {
    guard let mail = state.focusedMail else { return [] }
    return [.paragraph(glyphs.adapt(QueueWords.cause(mail)), columns: columns, .trouble)]
      + mail.advice.map { .paragraph(glyphs.adapt("\(glyphs.dot) \($0)"), columns: columns) }
      + [.blank]
  }
}
