import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings

extension State {
  /// Sends a test e-mail with the form's settings, or goes to the field that prevents it.
  mutating func sendTest(asUser isAsUser: Bool = false) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    if screen?.id != .testEmail { show(.testEmail) }
    guard let address = recipient.value else {
      focusRecipient()
      return cleared
    }
    latest = .test
    let remedy = remedyToCarry(from: test)
    do throws(SettingProblem) {
      let settings = try Settings(draft)
      if let question = askAboutClearText(.test, asUser: isAsUser) {
        dialog = question
        return cleared
      }
      test = Trial(
        stages: settings.stages.map { StageResult(stage: $0) }, recipient: address.text,
        actor: isAsUser ? exampleUser : nil, draft: draft, remedy: remedy)
      focusButton(.sendTest)
      return cleared + [.sendTest(run: begin(.test), settings, to: address, as: test.actor)]
    } catch {
      test = Trial(blocked: error, remedy: remedy)
      focus = .goTo(error.key)
      return cleared
    }
  }

  /// Signs in at the incoming mailbox server with the form's settings.
  mutating func testSignIn() -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    latest = .incoming
    let remedy = remedyToCarry(from: signIn)
    do throws(SettingProblem) {
      let server = try IncomingServer(draft)
      if let question = askAboutClearText(.incoming) {
        dialog = question
        return cleared
      }
      let stages = Stage.signInOrder(ssl: server.endpoint.encryption == .ssl)
      incomingLook = CertificateLook()
      signIn = Trial(
        stages: stages.map { StageResult(stage: $0) }, draft: draft, remedy: remedy)
      focusButton(.testSignIn)
      return cleared + [.signIn(run: begin(.signIn), server)]
    } catch {
      signIn = Trial(blocked: error, remedy: remedy)
      focus = .goTo(error.key)
      return cleared
    }
  }

  /// Moves the focus from a panel's button, which goes when it is pressed, to the field's button
  /// above the panel.
  private mutating func focusButton(_ action: Field.Action) {
    if case .field = focus { return }
    let index = screen?.fields.firstIndex {
      if case .button(let does) = $0.control { does == action } else { false }
    }
    index.map { focus = .field($0) }
  }

  /// The last fix, which is still shown and can be undone until a trial succeeds or the form
  /// changes again.
  private func remedyToCarry(from trial: Trial) -> Remedy? {
    let isOver = trial.report?.isGood == true && !trial.isMended
    return trial.remedy.flatMap { isOver || !$0.isInForce(in: draft) ? nil : $0 }
  }

  /// The user in whose name a test e-mail can be sent: its recipient, if that is in the system's
  /// domain.
  var exampleUser: MailAddress? {
    guard let system = draft.system.address.value else { return nil }
    if let recipient = recipient.value, recipient.asciiDomain == system.asciiDomain,
      recipient.wire != system.wire
    {
      return recipient
    }
    return try? MailAddress(typed: "example.user@\(system.domain)")
  }

  /// Stops an inspection for the next request. While anything else is under way, says so and
  /// returns nil.
  mutating func clearTheWay() -> [Effect]? {
    guard let work else { return [] }
    guard work.kind.isOnlyLooking else {
      notice = .waitForTheEnd
      return nil
    }
    return cancel(work)
  }

  /// Notes how far a stage of what is under way has come.
  mutating func take(_ result: StageResult) {
    let path = trialUnderWay
    if let index = self[keyPath: path].stages.firstIndex(where: { $0.stage == result.stage }) {
      self[keyPath: path].stages[index] = result
    }
  }

  /// Adds a line to the dialogue of what is under way.
  mutating func hear(_ line: TranscriptLine) { self[keyPath: trialUnderWay].said.append(line) }

  private var trialUnderWay: WritableKeyPath<State, Trial> {
    work?.kind == .signIn ? \.signIn : \.test
  }

  private mutating func focusRecipient() {
    leftFields.insert(.recipient)
    if let index = screen?.fields.firstIndex(where: { $0.key == .recipient }) {
      focus = .field(index)
    }
    notice = .recipientNeeded(proposed: recipient.isEmpty ? draft.proposedMailbox : nil)
  }
}

extension Settings {
  /// The stages of sending with these settings.
  fileprivate var stages: [Stage] {
    var isIncomingFirst = false
    var isExchange = false
    if case .exchange = route { isExchange = true }
    if case .smtp(let server) = route, case .incomingFirst = server.signIn {
      isIncomingFirst = true
    }
    return Stage.order(
      ssl: endpoint.encryption == .ssl, incomingFirst: isIncomingFirst, token: isExchange)
  }
}
