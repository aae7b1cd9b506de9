import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

extension Blocks {
  /// A panel: the result of a test, sign-in or inspection, with the fixes as buttons.
  func panel(_ panel: Field.Panel) -> [Block] {
    switch panel {
    case .test: usesForm + trial(state.test, panel)
    case .incoming: trial(state.signIn, panel) + certificate(of: state.shownLook(panel), panel)
    case .certificate: certificate(of: state.shownLook(panel), panel)
    }
  }

  /// What a test is sent with; left out in a small window once there is a result.
  private var usesForm: [Block] {
    let isCrowded = rows < 14 && !state.test.stages.isEmpty
    let sentence = Block.paragraph(TrialWords.usesForm(state), columns: columns, .dim)
    return (isCrowded ? [] : [sentence]) + userMails(isCrowded: isCrowded) + [.blank]
  }

  /// Where users' mails come from their own addresses, a button that tests such a mail.
  private func userMails(isCrowded: Bool) -> [Block] {
    guard draft.message.sender.value == .user, state.exampleUser != nil, !isCrowded else {
      return []
    }
    return [buttons([.sendAsUser])]
  }

  private func trial(_ trial: Trial, _ panel: Field.Panel) -> [Block] {
    if trial.blocked != nil {
      guard let blocked = state.obstacle(of: panel) else { return remedy(of: trial) }
      return remedy(of: trial) + [
        .paragraph(
          "\(glyphs.failed) \(TrialWords.notSent(blocked))", columns: columns, .trouble),
        buttons([.goTo(blocked.key)] + undo(panel)), .blank,
      ]
    }
    guard !trial.stages.isEmpty else { return [] }
    guard let report = trial.report else {
      return remedy(of: trial) + [runningStages(trial.stages), .blank] + stillWaiting(trial.stages)
    }
    if state.isOutdated(panel) { return outdated(trial, report, panel) }
    return remedy(of: trial) + [endedStages(trial.stages, report)] + offers(report) + [.blank]
      + result(report, trial, panel) + [.blank]
  }

  /// The result of a panel without its stages.
  func ending(of panel: Field.Panel) -> [Block] {
    switch panel {
    case .certificate: certificate(of: state.shownLook(panel), panel)
    case .test: ending(of: state.test, panel)
    case .incoming:
      ending(of: state.signIn, panel) + certificate(of: state.shownLook(panel), panel)
    }
  }

  private func ending(of trial: Trial, _ panel: Field.Panel) -> [Block] {
    guard let report = trial.report, !state.isOutdated(panel) else { return [] }
    return remedy(of: trial) + result(report, trial, panel)
  }

  private func undo(_ panel: Field.Panel) -> [Item] {
    state.undo(of: panel) == nil ? [] : [.undo(panel)]
  }

  /// What a button has changed.
  private func remedy(of trial: Trial) -> [Block] {
    guard let remedy = trial.remedy, remedy.isInForce(in: draft) else { return [] }
    return told(remedy)
  }

  func told(_ remedy: Remedy) -> [Block] {
    remedy.sentences.map {
      .paragraph("\(glyphs.done) \(glyphs.adapt($0))", columns: columns, .done)
    }
  }

  /// A result that is out of date: how to go on first, then the result, dimmed.
  private func outdated(_ trial: Trial, _ report: DeliveryReport, _ panel: Field.Panel) -> [Block] {
    var news = remedy(of: trial)
    if news.isEmpty {
      news = [.paragraph(TrialWords.changed(state.changes(since: trial)), columns: columns)]
    }
    var way = buttons([.sendAgain(panel)] + undo(panel))
    way.lead = news.reduce(0) { $0 + $1.rows.count }
    var old = [endedStages(trial.stages, report)]
    old += sentences(of: report, trial, panel).map(\.dimmed)
    if let diagnosis = report.diagnosis { old += [cause(diagnosis)] }
    let title = Block.paragraph(TrialWords.before, columns: columns)
    way.trail = old.reduce(2) { $0 + $1.rows.count }
    return news + [way, .blank] + ([title] + old).map(\.dimmed) + [.blank]
  }

  /// The mechanisms that the server offers; left out in a small window, where the cause of a
  /// failure needs the lines.
  private func offers(_ report: DeliveryReport) -> [Block] {
    guard rows >= 14, let sentence = report.offers.sentence else { return [] }
    return [.lines([fitting(sentence, columns: columns)], .dim)]
  }

  private func result(_ report: DeliveryReport, _ trial: Trial, _ panel: Field.Panel) -> [Block] {
    let blocks = sentences(of: report, trial, panel)
    if let diagnosis = report.diagnosis { return blocks + self.diagnosis(diagnosis, panel) }
    var items = panel == .test && report.outcome == .delivered ? otherSender(trial) : []
    if report.outcome == .cancelled || report.outcome == .unknown {
      items.append(.sendAgain(panel))
    }
    items += (state.transcript(of: panel) == nil ? [] : [.transcript(panel)]) + undo(panel)
    guard !items.isEmpty else { return blocks }
    var ways = buttons(items)
    ways.lead = blocks.reduce(0) { $0 + $1.rows.count }
    return blocks + [ways]
  }

  /// How a test ended, and what that proves.
  private func sentences(
    of report: DeliveryReport, _ trial: Trial, _ panel: Field.Panel
  ) -> [Block] {
    guard let sentence = trial.sentence(of: panel) else { return [] }
    let style: Style = report.isGood ? .done : .trouble
    let sign = report.isGood ? glyphs.done : Character("!")
    var blocks = [
      Block.paragraph("\(sign) " + glyphs.adapt(sentence), columns: columns, style)
    ]
    guard report.outcome == .delivered else { return blocks }
    let unsaved = state.unsavedChanges == 0 || isSaid ? nil : TrialWords.notSaved
    let more = [trial.proof, state.surroundings.practice?.sentence, unsaved].compactMap(\.self)
    blocks += more.map { .paragraph(glyphs.adapt($0), columns: columns) }
    return blocks
  }

  /// A button that tests the other one of the two senders, where one is proved and the button is
  /// not there already.
  private func otherSender(_ trial: Trial) -> [Item] {
    let isShown = draft.message.sender.value == .user && rows >= 14
    return trial.actor == nil && !isShown && state.exampleUser != nil ? [.sendAsUser] : []
  }

  /// The cause, the advice, the fixes, then the server's own words. Where lines are few the fixes
  /// come before the advice, so that the cause and the first button are visible together.
  func diagnosis(_ diagnosis: Diagnosis, _ panel: Field.Panel) -> [Block] {
    let cause = cause(diagnosis)
    let advice = diagnosis.advice.map {
      Block.paragraph(glyphs.adapt($0), columns: columns)
    }
    var ways = buttons(state.waysOut(diagnosis, panel))
    let height = advice.reduce(cause.rows.count) { $0 + $1.rows.count }
    let isShort = height + ways.rows.count > rows - 2
    ways.lead = isShort ? cause.rows.count : height
    let reply = diagnosis.reply.map(TrialWords.said)
    let said = [reply, diagnosis.microsoft?.quote].compactMap(\.self).map {
      Block.paragraph(glyphs.adapt($0), columns: columns, .dim)
    }
    ways.trail = isShort ? 0 : said.reduce(0) { $0 + $1.rows.count }
    if ways.stops.isEmpty { return [cause] + advice + said }
    return [cause] + (isShort ? [ways] + advice : advice + [ways]) + said
  }

  private func cause(_ diagnosis: Diagnosis) -> Block {
    .paragraph(glyphs.adapt(diagnosis.cause), columns: columns, .trouble)
  }

  /// Tells what it may mean that a server takes long.
  private func stillWaiting(_ stages: [StageResult]) -> [Block] {
    guard let work = state.work, work.elapsed >= 8000 else { return [] }
    let isSilent =
      stages.first { $0.state == .running }?.stage == .greeting
      && draft.smtp.chosenEncryption != .ssl && work.kind == .test
    return [.paragraph(TrialWords.waiting(isSilent: isSilent), columns: columns), .blank]
  }
}
