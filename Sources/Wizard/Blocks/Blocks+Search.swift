import Forms
import MailDiagnosis
import MailSettings

extension Blocks {
  /// What the server's ports answer, a line each, and the conclusion.
  var portAnswers: [Block] {
    let search = state.search
    guard !search.host.isEmpty else { return [.blank] }
    let rows = search.answers.map(row)
    guard let verdict = search.verdict else { return [Block(rows: rows), .blank] }
    let sign = verdict.isTrouble ? Character("!") : glyphs.done
    let text = glyphs.adapt("\(sign) \(verdict.sentence)")
    return [
      Block(rows: rows),
      .paragraph(text, columns: columns, verdict.isTrouble ? .trouble : .done), .blank,
    ]
  }

  private func row(_ answer: PortAnswer) -> Row {
    let (sign, style) = sign(answer.kind)
    let time = answer.kind == .looking ? state.work.map { elapsed($0) } ?? "" : ""
    let text = glyphs.adapt("\(answer.words)  \(time)")
    return [
      Span("\(sign) port \(answer.port.text)".padded(13), style),
      Span(fitting(text, columns: max(1, columns - 13))),
    ]
  }

  private func elapsed(_ work: Work) -> String {
    ElapsedTime(milliseconds: Double(work.elapsed)).text
  }

  private func sign(_ kind: PortAnswer.Kind) -> (Character, Style) {
    switch kind {
    case .looking: (spinner, .normal)
    case .trusted: (glyphs.done, .done)
    case .untrusted: (glyphs.problem, .trouble)
    case .clear, .closed, .silent, .other: (glyphs.skipped, .dim)
    }
  }
}

extension Blocks {
  /// How many connections the server accepts, and the button that sets the limit to that.
  var foundLimit: [Block] {
    guard let search = state.limitSearch else { return [.blank] }
    guard let found = search.found else {
      let count = search.open == 1 ? "1 connection" : "\(search.open) connections"
      return [.lines(["\(spinner) \(count) \(glyphs.adapt("…"))"]), .blank]
    }
    let isTrouble = found.proposal == nil
    let sign = isTrouble ? Character("!") : glyphs.done
    let text = Block.paragraph(
      glyphs.adapt("\(sign) \(LimitWords.sentence(found))"), columns: columns,
      isTrouble ? .trouble : .done)
    return isTrouble ? [text, .blank] : [text, buttons([.useLimit]), .blank]
  }
}
