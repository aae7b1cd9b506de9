import Forms
import MailDiagnosis
import MailSettings

extension Blocks {
  /// The first page of a first run.
  var welcome: [Block] {
    let sentences = [
      "Postern sets up how this server's application sends e-mail, and proves that it works.",
      "Have ready: the address that mails shall come from, the mail server's name, and the user "
        + "name and password for it. Then a test e-mail is sent. This takes about three minutes.",
      "No setting is written before you save. Enter goes on, Tab moves between fields, F1 helps.",
    ]
    return sentences.flatMap { [.paragraph($0, columns: columns), .blank] } + practice
      + [buttons([.next, .quit])]
  }

  private var practice: [Block] {
    state.surroundings.practice.map {
      [.paragraph(glyphs.adapt($0.sentence), columns: columns, .title), .blank]
    } ?? []
  }

  /// The last page of a first run.
  var summary: [Block] {
    let width = 16
    let lines = draft.summary.flatMap { label, value in
      wrapped(glyphs.adapt(value), columns: columns - width).enumerated().map { index, part in
        [Span((index == 0 ? label : "").padded(width), .dim), Span(part)]
      }
    }
    let items: [Item] =
      state.isGuided
      ? [.back, .save, .queue, .quit] : [.sendTest, .sections, .queue, .save, .quit]
    return [Block(rows: lines), .blank] + outcome + [buttons(items)]
  }

  private var outcome: [Block] {
    let isSaved = state.unsavedChanges == 0 && !state.isGuided
    let style: Style = isSaved ? .done : .normal
    let warnings = draft.warnings.map {
      Block.paragraph("! " + glyphs.adapt($0.sentence) + ".", columns: columns, .trouble)
    }
    return [.paragraph(state.savingSentence(isSaved: isSaved), columns: columns, style)] + warnings
      + [verdict, .blank]
  }

  private var verdict: Block {
    if let problem = draft.problems.first {
      return .paragraph(
        "! Not complete yet: \(problem.problem.sentence).", columns: columns, .trouble)
    }
    if state.hasProof {
      let text =
        "\(glyphs.done) Mail works: delivered to \(state.test.recipient) at \(state.test.time)."
      return .paragraph(text, columns: columns, .done)
    }
    return .paragraph(
      "No test e-mail was delivered with these settings yet: F5 sends one.", columns: columns)
  }
}
