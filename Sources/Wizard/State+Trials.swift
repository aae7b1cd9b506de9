import Forms
import MailDiagnosis
import MailSettings
import Screens

extension State {
  /// Sends a test e-mail with what is on the form, or goes to what keeps it from being sent.
  mutating func sendTest() -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    if screen?.id != "test-email" { show("test-email") }
    guard let address = recipient.value else {
      focusRecipient()
      return cleared
    }
    do throws(SettingProblem) {
      let settings = try Settings(draft)
      test = Trial(
        stages: settings.stages.map { StageResult(stage: $0) }, recipient: address.text,
        draft: draft)
      return cleared + [.sendTest(run: begin(.test), settings, to: address)]
    } catch {
      test = Trial(blocked: error)
      focus = .goTo(error.key)
      return cleared
    }
  }

  /// Logs in at the incoming mailbox with what is on the form.
  mutating func testSignIn() -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    do throws(SettingProblem) {
      let server = try IncomingServer(draft)
      let stages = Stage.signInOrder(ssl: server.encryption == .ssl)
      incomingCard = Card()
      signIn = Trial(stages: stages.map { StageResult(stage: $0) }, draft: draft)
      return cleared + [.signIn(run: begin(.signIn), server)]
    } catch {
      signIn = Trial(blocked: error)
      focus = .goTo(error.key)
      return cleared
    }
  }

  /// Stops looking at a certificate for something that was asked for since; nil while anything else is
  /// under way, and says so.
  mutating func clearTheWay() -> [Effect]? {
    guard let work else { return [] }
    guard case .inspection = work.kind else {
      notice = Notice(text: "Wait for the end, or cancel with Esc.")
      return nil
    }
    return cancel(work)
  }

  /// Puts a stage into the ladder of what is under way.
  mutating func take(_ result: StageResult) {
    let path: WritableKeyPath<State, Trial> = work?.kind == .signIn ? \.signIn : \.test
    if let index = self[keyPath: path].stages.firstIndex(where: { $0.stage == result.stage }) {
      self[keyPath: path].stages[index] = result
    }
  }

  /// Takes in how a trial ended; the first way out gets the focus.
  mutating func finish(_ report: DeliveryReport, _ time: String) {
    let isSignIn = work?.kind == .signIn
    let path: WritableKeyPath<State, Trial> = isSignIn ? \.signIn : \.test
    work = nil
    self[keyPath: path].report = report
    self[keyPath: path].stages = report.stages
    self[keyPath: path].time = time
    let panel: Field.Panel = isSignIn ? .incoming : .test
    if let inspection = report.certificate, !inspection.isTrusted {
      keep(inspection, report.diagnosis?.stage == .incoming ? .incoming : panel)
    }
    guard dialog == nil else { return }
    if let diagnosis = report.diagnosis, let first = waysOut(diagnosis, panel).first {
      focus = first
    } else if report.outcome == .delivered {
      focus = .next
    }
  }

  /// Stops what is under way; the ladder stays as far as it came.
  mutating func cancel(_ work: Work) -> [Effect] {
    self.work = nil
    switch work.kind {
    case .test: test.cancel()
    case .signIn: signIn.cancel()
    case .inspection, .importing, .save: break
    }
    return [.cancel(run: work.run)]
  }

  /// The dialogue with the server that a panel can show.
  func transcript(of panel: Field.Panel) -> [TranscriptLine]? {
    let report = panel == .test ? test.report : (panel == .incoming ? signIn.report : nil)
    return report?.transcript.isEmpty == false ? report?.transcript : nil
  }

  /// Shows the newest transcript, if there is one.
  mutating func showTranscript() {
    let panel: Field.Panel = screen?.id == "incoming-mailbox" ? .incoming : .test
    if transcript(of: panel) != nil {
      dialog = .transcript(panel, 0)
    } else {
      notice = Notice(text: "No transcript yet: send a test e-mail first (F5).")
    }
  }

  private mutating func focusRecipient() {
    left.insert("recipient")
    if let index = screen?.fields.firstIndex(where: { $0.id == "recipient" }) {
      focus = .field(index)
    }
    notice = Notice(text: "Type the address that the test e-mail shall go to.", isTrouble: true)
  }
}

extension Settings {
  /// The stages of sending with these settings.
  fileprivate var stages: [Stage] {
    switch route {
    case .smtp(let server):
      var isIncomingFirst = false
      if case .incomingFirst = server.signIn { isIncomingFirst = true }
      return Stage.order(ssl: server.encryption == .ssl, incomingFirst: isIncomingFirst)
    case .exchange(let account):
      return Stage.order(ssl: account.encryption == .ssl, incomingFirst: false)
    }
  }
}

extension Trial {
  /// Ends it where it is. While the message itself is on its way, nobody knows whether it arrives.
  fileprivate mutating func cancel() {
    let isSending = stages.contains { $0.stage == .message && $0.state == .running }
    for index in stages.indices where stages[index].state == .running {
      stages[index].state = .pending
    }
    report = DeliveryReport(outcome: isSending ? .unknown : .cancelled, stages: stages)
  }
}
