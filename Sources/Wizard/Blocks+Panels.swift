import Forms
import MailDiagnosis
import MailSettings

extension Blocks {
  /// What the network answered, with the ways out as buttons.
  func panel(_ panel: Field.Panel) -> [Block] {
    switch panel {
    case .test: usesForm + trial(state.test, panel)
    case .incoming: trial(state.signIn, panel) + card(state.incomingCard, panel)
    case .certificate: card(state.card, panel)
    }
  }

  private var usesForm: [Block] {
    let changes = state.unsavedChanges
    let tail = changes == 0 ? "." : ", \(Wording.changes(changes)) included."
    return [.paragraph("Sends the form as it is" + tail, columns: columns, .dim), .blank]
  }

  private func trial(_ trial: Trial, _ panel: Field.Panel) -> [Block] {
    if let blocked = trial.blocked {
      return [
        .paragraph(
          "\(glyphs.failed) Not sent: \(blocked.problem.sentence).", columns: columns, .trouble),
        buttons([.goTo(blocked.key)]), .blank,
      ]
    }
    guard !trial.stages.isEmpty else { return [] }
    guard let report = trial.report else {
      return [ladder(trial.stages), .blank] + patience(trial.stages)
    }
    return [conciseLadder(trial.stages, report)] + offers(report) + [.blank]
      + result(report, trial, panel) + [.blank]
  }

  /// Left out in a small window, where the cause of a failure needs the lines.
  private func offers(_ report: DeliveryReport) -> [Block] {
    guard rows >= 14, let sentence = report.offers.sentence else { return [] }
    return [.lines([fitting(sentence, columns: columns)], .dim)]
  }

  private func result(_ report: DeliveryReport, _ trial: Trial, _ panel: Field.Panel) -> [Block] {
    var blocks: [Block] = []
    if let sentence = Wording.outcome(report, trial, panel) {
      let isGood = report.outcome == .delivered || report.outcome == .accepted
      let sign = isGood ? glyphs.done : Character("!")
      blocks.append(
        .paragraph("\(sign) " + glyphs.adapt(sentence), columns: columns, isGood ? .done : .trouble)
      )
    }
    if report.outcome == .delivered, let note = state.surroundings.note {
      blocks.append(.paragraph(glyphs.adapt(note), columns: columns))
    }
    if let diagnosis = report.diagnosis { blocks += self.diagnosis(diagnosis, panel) }
    if !report.transcript.isEmpty, report.diagnosis == nil {
      blocks.append(buttons([.transcript(panel)]))
    }
    if trial.draft != state.draft {
      blocks.append(.paragraph("The form was changed since.", columns: columns, .dim))
    }
    return blocks
  }

  /// Cause first, advice under it, the ways out, the server's own words last.
  private func diagnosis(_ diagnosis: Diagnosis, _ panel: Field.Panel) -> [Block] {
    var blocks: [Block] = [.paragraph(glyphs.adapt(diagnosis.cause), columns: columns, .trouble)]
    blocks += diagnosis.advice.map { .paragraph(glyphs.adapt($0), columns: columns) }
    blocks.append(buttons(state.waysOut(diagnosis, panel)))
    if let reply = diagnosis.reply {
      let said = "Server said: \(reply.raw)".printable(limit: 400)
      blocks.append(.paragraph(said, columns: columns, .dim))
    }
    return blocks
  }

  /// What to think of a server that takes long.
  private func patience(_ stages: [StageResult]) -> [Block] {
    guard let work = state.work, work.elapsed >= 8000 else { return [] }
    let isSilent =
      stages.first { $0.state == .running }?.stage == .greeting
      && draft.smtp.chosenEncryption != .ssl && work.kind == .test
    let guess = " A port for SSL is silent like this: then choose SSL under Encryption."
    let text = "Still waiting for the server. Esc cancels." + (isSilent ? guess : "")
    return [.paragraph(text, columns: columns), .blank]
  }

  private func ladder(_ stages: [StageResult]) -> Block {
    Block(rows: stages.map(stageRow))
  }

  /// The ladder after the end: where lines are few, what passed shares one.
  private func conciseLadder(_ stages: [StageResult], _ report: DeliveryReport) -> Block {
    guard report.diagnosis != nil || rows < stages.count + 8 else { return ladder(stages) }
    let passed = stages.filter { $0.state == .passed }.map(\.stage.rawValue)
    let rest = stages.filter { $0.state == .failed }
    let line = "\(glyphs.done) " + passed.joined(separator: " \(glyphs.dot) ")
    let lines = passed.isEmpty ? [] : wrapped(line, columns: columns).map { [Span($0, .done)] }
    return Block(rows: lines + rest.map(stageRow))
  }

  private func stageRow(_ result: StageResult) -> Row {
    let (sign, style) = sign(result.state)
    let name = "\(sign) " + result.stage.rawValue.padded(15)
    let time = result.milliseconds.map { ElapsedTime(milliseconds: $0).text } ?? runningTime(result)
    let room = columns - CellWidth.of(name) - CellWidth.of(time) - 2
    let detail =
      room > 6 ? fitting(glyphs.adapt(result.detail ?? " "), columns: room).padded(room) : ""
    return [Span(name, style), Span(detail), Span("  " + time, .dim)]
  }

  private func runningTime(_ result: StageResult) -> String {
    guard result.state == .running, let work = state.work else { return "" }
    let trial = work.kind == .signIn ? state.signIn : state.test
    return trial.stages.timeOfRunningStage(elapsed: work.elapsed).text
  }

  private func sign(_ stage: StageState) -> (Character, Style) {
    switch stage {
    case .pending: (glyphs.pending, .dim)
    case .running: (spinner, .normal)
    case .passed: (glyphs.done, .done)
    case .failed: (glyphs.failed, .trouble)
    case .skipped: (glyphs.skipped, .dim)
    }
  }

  private var spinner: Character {
    let step = (state.work?.elapsed ?? 0) / 100
    return glyphs.spinner[step % glyphs.spinner.count]
  }
}
