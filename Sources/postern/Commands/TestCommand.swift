import ArgumentParser
import MailDiagnosis
import MailSettings
import MailTransport
import OutgoingMail
import SettingsStore

/// `postern test`: sends a test e-mail the way every other mail is sent.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Send a test e-mail, and say what is wrong when it fails.",
    discussion: """
      Shows each stage as it ends. On failure it names the cause, what to do, and what the server \
      said; the status is that of sysexits(3).

      EXAMPLES
        postern test --to admin@example.com
        postern test --to admin@example.com --dry-run  sends nothing
        postern test --to admin@example.com --json     for scripts
      """)

  @Option(help: ArgumentHelp("The address to send to.", valueName: "address"))
  var to: String

  @Flag(help: "Print a JSON document.")
  var json = false

  @Flag(help: "Stop after the server has accepted the recipient; no mail is sent.")
  var dryRun = false

  @Option(help: "Give up after this many seconds, 1 to 3600.")
  var timeout = 60

  @Option(
    help: ArgumentHelp("Write the dialogue there, secrets left out.", valueName: "file"),
    completion: .file())
  var transcript: String?

  @OptionGroup var home: HomeOption

  func validate() throws {
    if let problem = Entry<MailAddress>(to).problem {
      throw ValidationError.wrongRecipient(problem)
    }
    if Entry<MailAddress>(to).isEmpty { throw ValidationError.recipientNeeded }
    if transcript == "-" { throw ValidationError.transcriptIsNoFile }
    guard (1...3600).contains(timeout) else { throw ValidationError.wrongTimeout(timeout) }
  }

  func run() throws {
    let recipient = try MailAddress(typed: Entry<MailAddress>(to).trimmed)
    let settings = try settings()
    let file = transcript.map { TranscriptFile(path: $0) }
    let (store, trust) = (try home.store(), try home.trust())
    let client = MailClient(
      settings: settings, trust: trust, timeout: .seconds(timeout),
      credentials: SetUpCredentials(store, trust: trust),
      slots: SetUpSlots(store, settings), wait: .seconds(timeout))
    let stop = try stopSignal()
    let stages = StagePrinter(isSilent: json)
    let report = client.sendTest(
      to: recipient, dryRun: dryRun, cancellation: stop.cancellation, hear: nil
    ) { stages.show($0) }
    try tell(report, recipient)
    // The report comes first: an error of the transcript must not hide how the test ended.
    let complaint = file?.write(report.transcript)
    if let complaint { Output.message(complaint.message) }
    let status = stop.status ?? report.status
    if status != .done { throw ExitCode(status.rawValue) }
    if let complaint { throw ExitCode(complaint.status.rawValue) }
  }

  private func tell(_ report: DeliveryReport, _ recipient: MailAddress) throws {
    let words = ReportWords(home: home)
    if json { try ReportDocument(report).print() } else { words.print(report, to: recipient) }
    guard Output.isLost else { return }
    Output.message(words.outcome(report, to: recipient))
    Output.endIfLost()
  }

  private func stopSignal() throws -> StopSignal {
    do throws(Failure) { return try StopSignal() } catch {
      try refuse(error, ReportDocument(DeliveryReport(missing: .processes)))
    }
  }

  /// The settings to test, which are the saved ones.
  private func settings() throws -> Settings {
    let store = try home.store()
    let draft: Draft
    do throws(StoreError) { draft = try store.load().draft } catch {
      try refuse(Failure(error), ReportDocument(unreadable: error))
    }
    do throws(SettingProblem) { return try Settings(draft) } catch {
      try refuse(
        .notSent(error, home.asArgument), ReportDocument(invalid: error, in: draft, home.asArgument)
      )
    }
  }

  /// Ends with the failure's status, and with its words or the document.
  private func refuse(_ failure: Failure, _ document: ReportDocument) throws -> Never {
    guard json else { throw failure }
    try document.print()
    throw ExitCode(failure.status.rawValue)
  }
}
