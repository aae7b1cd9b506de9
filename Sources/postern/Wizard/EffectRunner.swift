import ExchangeLink
import MailDiagnosis
internal import MailDialogue
import MailMessage
import MailSettings
import MailTransport
import OutgoingMail
import ServerTrust
import SettingsStore
import SystemAccess
import Terminal
import Wizard

/// Performs the wizard's effects on separate threads, and posts their results.
@MainActor
final class EffectRunner {
  let store: SettingsStore
  private let trust: TrustStore
  let mailbox: EventMailbox<Event>
  private let lock: WizardLock
  private let credentials: SetUpCredentials
  private var cancellation = Cancellation()
  private var began = ContinuousClock.now

  init(home: String, lock: WizardLock, mailbox: EventMailbox<Event>) {
    store = SettingsStore(home: home)
    trust = TrustStore(folder: store.paths.trust)
    credentials = SetUpCredentials(store, trust: trust)
    self.lock = lock
    self.mailbox = mailbox
  }

  /// How long the last effect has been under way, in milliseconds.
  var elapsed: Int { Int((ContinuousClock.now - began) / .milliseconds(1)) }

  /// Begins an effect, except those that are the caller's: quitting and copying.
  func perform(_ effect: Effect) {
    switch effect {
    case .save(let run, let draft, let base): save(run, draft, changing: base)
    case .takeOver: takeOver()
    case .sendTest(let run, let settings, let recipient, let user):
      sendTest(run, settings, to: recipient, inNameOf: user)
    case .signIn(let run, let server): signIn(run, server)
    case .inspect(let run, let server): inspect(run, server)
    case .findOut(let run, let server, let typed): findOut(run, server, typed)
    case .findLimit(let run, let settings): findLimit(run, settings)
    case .importCertificate(let run, let inspection, let fingerprint):
      importCertificate(run, inspection, fingerprint)
    case .link(let run, let account, let step): link(run, account, step)
    case .unlink(let run): unlink(run)
    case .queue(let run, let step): queue(run, step)
    case .keepTranscript(let lines):
      mailbox.post(.keptTranscript(TranscriptFile.keep(lines)))
    case .cancel: cancellation.cancel()
    case .copy, .quit: break
    }
  }

  /// Saves on this thread, which takes milliseconds: what would be typed meanwhile would not be
  /// saved.
  private func save(_ run: Int, _ draft: Draft, changing base: Draft) {
    do throws(StoreError) {
      let saved = try store.save(draft, changing: base)
      mailbox.post(.saved(run: run, saved.draft, doubt: saved.doubt.map { ForeignError($0) }))
    } catch .conflict(let disk) {
      mailbox.post(.changedOnDisk(run: run, disk))
    } catch { mailbox.post(.notSaved(run: run, ForeignError(error))) }
  }

  /// Takes the lock if it is free now, and then reads the set-up.
  private func takeOver() {
    do throws(StoreError) {
      if let holder = lock.take(waiting: .milliseconds(500)) {
        return mailbox.post(.stillHeld(holder))
      }
      mailbox.post(.tookOver(try store.load().draft))
    } catch {
      lock.release()
      mailbox.post(.stillHeld(ForeignError(error)))
    }
  }

  private func sendTest(
    _ run: Int, _ settings: Settings, to recipient: MailAddress, inNameOf user: MailAddress?
  ) {
    let client = MailClient(
      settings: settings, trust: trust, credentials: credentials,
      slots: SetUpSlots(store, settings))
    let event = user.map { SenderPolicy.Trigger.user(.exampleUser($0)) } ?? .system
    trial(run) {
      client.sendTest(to: recipient, for: event, cancellation: $0, hear: $1, observe: $2)
    }
  }

  private func signIn(_ run: Int, _ server: IncomingServer) {
    let signIn = IncomingSignIn(server: server, trust: trust, credentials: credentials)
    trial(run) { signIn.run(cancellation: $0, hear: $1, observe: $2) }
  }

  private typealias Attempt =
    @Sendable (
      Cancellation, @escaping @Sendable (TranscriptLine) -> Void, @Sendable (StageResult) -> Void
    ) -> DeliveryReport

  private func trial(_ run: Int, _ attempt: @escaping Attempt) {
    let missing = DeliveryReport(missing: .processes)
    inBackground(else: .finished(run: run, missing, time: Moment.now().clock)) {
      [mailbox] cancellation in
      let report = attempt(
        cancellation, { mailbox.post(.said(run: run, $0)) },
        { mailbox.post(.stage(run: run, $0)) })
      return .finished(run: run, report, time: Moment.now().clock)
    }
  }

  private func inspect(_ run: Int, _ server: Endpoint) {
    let inspector = CertificateInspector(server, trust: trust)
    let missing = SystemShortage.processes.diagnosis(at: .resolve)
    inBackground(else: .inspected(run: run, .failed(missing))) { cancellation in
      do throws(InspectionFailure) {
        let inspection = try inspector.inspect(cancellation: cancellation)
        return .inspected(run: run, .chain(inspection))
      } catch { return .inspected(run: run, .failed(error.diagnosis)) }
    }
  }

  private func findOut(_ run: Int, _ server: Endpoint, _ typed: Port?) {
    let search = ServerSearch(server, typed: typed, trust: trust)
    let missing = SystemShortage.processes.diagnosis(at: .resolve)
    inBackground(else: .searched(run: run, missing)) { [mailbox] cancellation in
      do throws(InspectionFailure) {
        _ = try search.run(cancellation: cancellation) {
          mailbox.post(.answered(run: run, $0))
        }
        return .searched(run: run, nil)
      } catch { return .searched(run: run, error.diagnosis) }
    }
  }

  private func findLimit(_ run: Int, _ settings: Settings) {
    let search = LimitSearch(
      MailClient(settings: settings, trust: trust, credentials: credentials))
    let missing = FoundLimit(
      accepted: 0, ceiling: LimitSearch.ceiling,
      refusal: SystemShortage.processes.diagnosis(at: .resolve))
    inBackground(else: .foundLimit(run: run, missing)) { [mailbox] cancellation in
      let found = search.run(cancellation: cancellation) {
        mailbox.post(.connected(run: run, $0))
      }
      return .foundLimit(run: run, found ?? missing)
    }
  }

  private func importCertificate(
    _ run: Int, _ inspection: CertificateInspection, _ fingerprint: String
  ) {
    do throws(TrustStoreError) {
      let imported = try trust.import(inspection, fingerprint: fingerprint)
      mailbox.post(
        .imported(run: run, .stored(subject: imported.subject, at: inspection.server)))
    } catch .mayNotLast(let path, let errno) {
      let doubt = TrustStoreError.mayNotLast(path: path, errno: errno)
      mailbox.post(.imported(run: run, .mayNotLast(ForeignError(doubt))))
    } catch {
      mailbox.post(.imported(run: run, .refused(ForeignError(error))))
    }
  }

  private func link(_ run: Int, _ account: ExchangeAccount, _ step: LinkStep) {
    let linking = LinkRunner(account, link: ExchangeLink(store: store, trust: trust))
    let missing = SignInFailure.cannotListen(port: 0, .noThread)
    inBackground(else: .link(run: run, .failed(missing))) { [mailbox] cancellation in
      .link(
        run: run,
        linking.run(step, cancellation.wake) { mailbox.post(.link(run: run, $0)) })
    }
  }

  private func unlink(_ run: Int) {
    do throws(StoreError) {
      try ExchangeLink(store: store, trust: trust).unlink()
      mailbox.post(.link(run: run, .unlinked))
    } catch { mailbox.post(.link(run: run, .failed(.store(ForeignError(error))))) }
  }

  /// Runs the work on a separate thread and posts its result; posts `failure` where there is no
  /// thread.
  func inBackground(
    else failure: Event, _ work: @escaping @Sendable (Cancellation) -> Event
  ) {
    let cancellation = Cancellation()
    self.cancellation = cancellation
    began = .now
    let isStarted = DetachedThread.start { [mailbox] in mailbox.post(work(cancellation)) }
    if !isStarted { mailbox.post(failure) }
  }
}

extension Mailbox {
  /// An example user in whose name a test e-mail is sent.
  fileprivate static func exampleUser(_ address: MailAddress) -> Mailbox {
    Mailbox(name: try? DisplayName(typed: "Example User"), address: address)
  }
}
