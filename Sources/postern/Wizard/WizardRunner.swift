import ExchangeLink
import Forms
import MailDiagnosis
import MailSettings
import ServerTrust
import SettingsStore
import SystemAccess
import Terminal
import Wizard

/// What a wizard begins with.
struct WizardStart {
  /// The set-up's folder, which need not exist yet.
  var home: String
  /// The section to begin with; nil for the first one.
  var section: Section?
  /// Fills the form's empty fields before the person sees it.
  var propose: (inout Draft) -> Void = { _ in }
  /// The address for the test e-mail to begin with.
  var recipient = ""
  /// The practice server that runs beside the wizard.
  var practice: State.PracticePlace?
}

/// Runs the wizard's loop on the terminal: sleep, event, update, effects, view.
@MainActor
enum WizardRunner {
  /// Runs the wizard until the person quits, and then writes a closing line; returns the exit
  /// status.
  static func run(_ start: WizardStart) throws(Failure) -> Int32 {
    let end = try session(start)
    end.closingLine.map { Output.message($0) }
    return end.status
  }

  /// How a session ended; without a closing line where a signal ended it.
  private struct End {
    var status: Int32
    var closingLine: String?

    init(_ input: TerminalInput<Event>, _ state: State) {
      if case .interrupted(let signal) = input {
        status = 128 + signal
      } else {
        (status, closingLine) = (ExitStatus.done.rawValue, state.closingLine)
      }
    }
  }

  /// Runs a session. The terminal is restored when this returns.
  private static func session(_ start: WizardStart) throws(Failure) -> End {
    let setUp = try load(start.home)
    let lock = WizardLock(home: start.home)
    let holder = lock.take()
    defer { lock.release() }
    var terminal = try openTerminal()
    let mailbox = try openMailbox()
    var state = state(start, setUp, heldBy: holder, isUTF8: terminal.isUTF8)
    let effects = EffectRunner(home: start.home, lock: lock, mailbox: mailbox)
    while true {
      let timeout: Duration? = state.work == nil ? nil : .milliseconds(100)
      for input in terminal.wait(mailbox, timeout: timeout) {
        for effect in state.update(Event(input)) {
          switch effect {
          case .quit: return End(input, state)
          case .copy(let text): terminal.copy(text)
          default: effects.perform(effect)
          }
        }
      }
      if let work = state.work {
        _ = state.update(.tick(run: work.run, elapsed: effects.elapsed))
      }
      terminal.draw(view(state))
    }
  }

  static func load(_ home: String) throws(Failure) -> LoadedSetUp {
    do throws(StoreError) { return try SettingsStore(home: home).load() } catch {
      throw Failure(error)
    }
  }

  /// The state of the link to Microsoft Exchange; it is only read where Exchange is the protocol.
  private static func linkStatus(_ home: String, _ draft: Draft) -> LinkStatus {
    guard draft.chosenProtocol == .exchange else { return LinkStatus() }
    let store = SettingsStore(home: home)
    let link = ExchangeLink(store: store, trust: TrustStore(folder: store.paths.trust))
    return (try? link.status(of: draft)) ?? LinkStatus()
  }

  private static func openTerminal() throws(Failure) -> Terminal {
    do throws(TerminalError) { return try Terminal() } catch {
      throw Failure(.usage, error.sentence.asSentence)
    }
  }

  static func openMailbox() throws(Failure) -> EventMailbox<Event> {
    do throws(TerminalError) { return try EventMailbox<Event>() } catch {
      throw Failure(.software, error.sentence.asSentence)
    }
  }

  /// A wizard on a set-up that was read.
  static func state(
    _ start: WizardStart, _ setUp: LoadedSetUp, heldBy holder: ForeignError?, isUTF8: Bool
  ) -> State {
    var proposed = setUp.draft
    start.propose(&proposed)
    let surroundings = State.Surroundings(
      home: start.home, glyphs: isUTF8 ? .unicode : .ascii, practice: start.practice)
    return State(
      surroundings: surroundings, saved: setUp.draft, proposed: proposed, isFirstRun: !setUp.exists,
      section: start.section, recipient: start.recipient, heldBy: holder,
      link: linkStatus(start.home, setUp.draft))
  }
}

extension Event {
  /// Turns the terminal's input into an event.
  init(_ input: TerminalInput<Event>) {
    self =
      switch input {
      case .key(let key): .key(key)
      case .text(let text): .text(text)
      case .paste(let text): .paste(text)
      case .resized(let size): .resized(size)
      case .posted(let event): event
      case .interrupted: .terminated
      }
  }
}

/// The lock that a wizard holds on its set-up while it is open.
@MainActor
final class WizardLock {
  private let home: String
  private var lock: SettingsLock?

  init(home: String) { self.home = home }

  /// Takes the lock if it is free; returns why not, such as who has the set-up open.
  ///
  /// It waits for a command that is changing the set-up at this moment.
  func take(waiting limit: Duration = .seconds(5)) -> ForeignError? {
    if lock != nil { return nil }
    do throws(StoreError) {
      lock = try SettingsLock.acquire(home: home, waiting: limit)
      return nil
    } catch { return ForeignError(error) }
  }

  func release() {
    lock?.release()
    lock = nil
  }
}
