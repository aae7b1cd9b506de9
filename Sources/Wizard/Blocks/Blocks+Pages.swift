import Forms
import MailDiagnosis
import MailSettings

extension Blocks {
  /// The first page of a first run.
  var welcome: [Block] {
    PageWords.welcome.flatMap { [.paragraph($0, columns: columns), .blank] } + practice
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
    return [Block(rows: lines), .blank] + changes + outcome + [buttons(items)]
  }

  /// What saving would change; on a first run everything is new.
  private var changes: [Block] {
    guard !state.isGuided, state.unsavedChanges > 0 else { return [] }
    return [.lines([PageWords.changes], .title)]
      + state.changeLines.map { .paragraph(glyphs.adapt($0), columns: columns) } + [.blank]
  }

  private var outcome: [Block] {
    let isSaved = state.unsavedChanges == 0 && !state.isGuided
    let style: Style = isSaved ? .done : .normal
    let warnings = self.warnings.map {
      Block.paragraph("! \(glyphs.adapt($0.sentence)).", columns: columns, .trouble)
    }
    return [.paragraph(state.savingSentence(isSaved: isSaved), columns: columns, style)] + warnings
      + [verdict, .blank]
  }

  private var verdict: Block {
    if let problem = problems.first {
      return .paragraph(
        "! \(PageWords.incomplete(problem.problem))", columns: columns, .trouble)
    }
    if state.hasProof {
      return .paragraph(
        "\(glyphs.done) \(TrialWords.works(state.test))", columns: columns, .done)
    }
    return .paragraph(PageWords.untested, columns: columns)
  }
}
