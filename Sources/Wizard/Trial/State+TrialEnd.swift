import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings

extension State {
  /// Takes the report of a trial; the first fix gets the focus.
  mutating func finish(_ report: DeliveryReport, _ time: String) {
    let isSignIn = work?.kind == .signIn
    let path: WritableKeyPath<State, Trial> = isSignIn ? \.signIn : \.test
    work = nil
    self[keyPath: path].report = report
    self[keyPath: path].stages = report.stages
    self[keyPath: path].time = time
    let panel: Field.Panel = isSignIn ? .incoming : .test
    if let inspection = report.certificate {
      let isIncoming = isSignIn || report.diagnosis?.stage == .incoming
      keep(inspection, isIncoming ? .incoming : .certificate, of: self[keyPath: path])
    }
    show(report, of: panel)
  }

  /// Moves the focus to what comes next; where another page is shown, tells the end by a notice.
  private mutating func show(_ report: DeliveryReport, of panel: Field.Panel) {
    guard isShown(panel) else {
      let end: Notice.TrialEnd =
        report.diagnosis.map { .failed($0) } ?? (report.isGood ? .works : .unfinished)
      notice = .ended(panel, end)
      return
    }
    guard dialog?.isOnlyRead ?? true else { return }
    if isOutdated(panel) {
      focus = .sendAgain(panel)
    } else if let diagnosis = report.diagnosis, let first = waysOut(diagnosis, panel).first {
      focus = first
    } else if report.outcome == .delivered {
      focus = .next
    }
  }

  /// Whether a panel is on the page.
  func isShown(_ panel: Field.Panel) -> Bool {
    screen?.fields.contains {
      if case .panel(panel) = $0.control { true } else { false }
    } ?? false
  }

  /// Stops what is under way; its stages and its transcript so far are kept.
  mutating func cancel(_ work: Work) -> [Effect] {
    self.work = nil
    switch work.kind {
    case .test:
      test.cancel(run: work.run)
      focusAfterCancel(.test)
    case .signIn:
      signIn.cancel(run: work.run)
      focusAfterCancel(.incoming)
    case .search: endSearch()
    case .limitSearch: limitSearch = nil
    case .queue: break
    case .linking(let step): endLinking(step)
    case .inspection, .importing, .save: break
    }
    return [.cancel(run: work.run)]
  }

  /// Moves the focus to sending again; where the mail may have arrived, to the transcript.
  private mutating func focusAfterCancel(_ panel: Field.Panel) {
    guard isShown(panel) else { return }
    let trial = panel == .test ? test : signIn
    let isUnknown = trial.report?.outcome == .unknown && transcript(of: panel) != nil
    focus = isUnknown ? .transcript(panel) : .sendAgain(panel)
  }

  /// Takes the report of something that was cancelled, which alone tells how far it had come.
  mutating func settle(run: Int, _ report: DeliveryReport, _ time: String) {
    if test.cancelledRun == run { test.settle(report, time) }
    if signIn.cancelledRun == run { signIn.settle(report, time) }
    // Where the mail may have arrived after all, Enter must not send it a second time.
    let isUnknown = test.report?.outcome == .unknown && transcript(of: .test) != nil
    if isUnknown, focus == .sendAgain(.test) { focus = .transcript(.test) }
  }

  /// The dialogue that a panel can show, also while it goes on; nil for none.
  func transcript(of panel: Field.Panel) -> [TranscriptLine]? {
    guard panel != .certificate else { return nil }
    let trial = panel == .test ? test : signIn
    let lines = trial.report.map(\.transcript) ?? []
    let shown = lines.isEmpty ? trial.said : lines
    return shown.isEmpty ? nil : shown
  }

  /// Whether a panel's dialogue goes on.
  func isTalking(_ panel: Field.Panel) -> Bool {
    switch work?.kind {
    case .test: panel == .test
    case .signIn: panel == .incoming
    case .save, .inspection, .importing, .search, .limitSearch, .queue, .linking, nil: false
    }
  }

  /// Shows the transcript of what is under way, else of the page's last one.
  mutating func showTranscript() {
    let panel: Field.Panel =
      isTalking(.incoming) || (!isTalking(.test) && screen?.id == .incomingMailbox)
      ? .incoming : .test
    if isTalking(panel) || transcript(of: panel) != nil {
      dialog = .transcript(panel, isTalking(panel) ? .max : 0)
    } else {
      notice = .noTranscript(panel)
    }
  }
}

extension Trial {
  /// Marks the stage under way as cancelled. After the final dot, it is not known whether the mail
  /// arrives.
  fileprivate mutating func cancel(run: Int) {
    let isOut = said.last { $0.speaker == .client }?.endsMessage == true
    for index in stages.indices where stages[index].state == .running {
      stages[index].state = .pending
    }
    report = DeliveryReport(
      outcome: isOut ? .unknown : .cancelled, stages: stages, transcript: said)
    cancelledRun = run
  }

  fileprivate mutating func settle(_ settled: DeliveryReport, _ time: String) {
    cancelledRun = nil
    self.time = time
    switch settled.outcome {
    case .delivered, .accepted, .failed:
      report = settled
      stages = settled.stages
    case .cancelled, .unknown:
      report?.outcome = settled.outcome
      report?.transcript = settled.transcript
    }
  }
}
