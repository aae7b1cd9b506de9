import Forms
import Glibc
import MailDiagnosis
import MailSettings
import SystemAccess
import Terminal
import Wizard

/// Runs the wizard line by line: answers come from standard input, everything else goes to standard
/// output.
@MainActor
struct LineRunner {
  private var wizard: LineWizard
  private let effects: EffectRunner
  private let mailbox: EventMailbox<Event>
  private let stages = StagePrinter(isSilent: false)

  /// Asks until everything is answered or the input ends; returns the exit status.
  static func run(_ start: WizardStart, because reason: LineMode) throws(Failure) -> Int32 {
    let setUp = try WizardRunner.load(start.home)
    let lock = WizardLock(home: start.home)
    let holder = lock.take()
    defer { lock.release() }
    let mailbox = try WizardRunner.openMailbox()
    let state = WizardRunner.state(start, setUp, heldBy: holder, isUTF8: Output.isUTF8)
    let effects = EffectRunner(home: start.home, lock: lock, mailbox: mailbox)
    var runner = LineRunner(
      wizard: LineWizard(state, only: start.section), effects: effects, mailbox: mailbox)
    Output.line(reason.sentence)
    return try runner.ask()
  }

  private mutating func ask() throws(Failure) -> Int32 {
    say()
    while !wizard.isOver {
      if wizard.state.work != nil {
        wait()
      } else {
        let question = wizard.question
        guard let line = try LineInput.answer(question.text, isSecret: question.isSecret)
        else { return end() }
        perform(wizard.answer(line))
      }
      say()
    }
    return (wizard.failure ?? .done).rawValue
  }

  /// Tells that the input ended too early; returns the exit status.
  private func end() -> Int32 {
    Output.line("")
    guard wizard.hasSaved else {
      Output.message(LineMode.endedEarly)
      return ExitStatus.temporary.rawValue
    }
    return (wizard.failure ?? .done).rawValue
  }

  private mutating func say() { wizard.takeLines().forEach(Output.line) }

  private func perform(_ wanted: [Effect]) {
    for effect in wanted {
      if case .copy = effect { continue }
      effects.perform(effect)
    }
  }

  /// Takes events until nothing is under way; after five seconds, and then every thirty, a line
  /// tells that it goes on.
  private mutating func wait() {
    var told = 5_000
    while let run = wizard.state.work?.run {
      for event in mailbox.wait(.milliseconds(500)) {
        if case .stage(run, let result) = event { stages.show(result) }
        perform(wizard.take(event))
        say()
      }
      guard wizard.state.work?.run == run, effects.elapsed >= told else { continue }
      Output.line(LineMode.waiting(seconds: told / 1_000))
      told += 30_000
    }
  }
}
