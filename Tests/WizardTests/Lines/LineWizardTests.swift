import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// The wizard asked line by line, as a person would answer.
@Suite struct LineWizardTests {
  /// Answers lines and keeps what was said.
  private struct Answerer {
    var wizard: LineWizard
    var said: [String] = []
    var effects: [Effect] = []

    init(_ saved: Draft = Draft(), isFirstRun: Bool = false, only section: Section? = nil) {
      let state = State(surroundings: .example, saved: saved, isFirstRun: isFirstRun)
      wizard = LineWizard(state, only: section)
      said = wizard.takeLines()
    }

    /// What is asked.
    var asks: String { wizard.question.text }

    mutating func answer(_ lines: String...) {
      for line in lines { effects += wizard.answer(line) }
      said += wizard.takeLines()
    }

    /// Answers with what was there until a question with this beginning comes.
    mutating func enter(until label: String) {
      for _ in 0..<60 where !asks.hasPrefix(label) && !wizard.isOver { answer("") }
    }

    mutating func tell(_ event: Event) {
      effects += wizard.take(event)
      said += wizard.takeLines()
    }

    /// Saves as the disk would.
    mutating func save() {
      enter(until: "Save?")
      answer("")
      tell(.saved(run: wizard.state.work?.run ?? 0, wizard.state.draft))
    }

    mutating func fail(with diagnosis: Diagnosis, certificate: CertificateInspection? = nil) {
      tell(
        .finished(
          run: wizard.state.work?.run ?? 0, .failed(diagnosis, certificate: certificate),
          time: "14:05"))
    }
  }

  @Test func `a question shows its value, and the answer is said`() {
    var person = Answerer(.withServer)
    person.enter(until: "Server name")
    #expect(person.asks == "Server name [mail.example.com]: ")
    person.answer("smtp.example.org")
    #expect(person.said.contains("Server name: smtp.example.org"))
    #expect(person.wizard.state.draft.smtp.server.text == "smtp.example.org")
    #expect(person.asks.hasPrefix("Port ["))
  }

  @Test(arguments: ["4", "SSL (TLS from the first byte)", "ssl", "SSL"])
  func `a choice lists its values and takes a number or a name`(answer: String) {
    var person = Answerer(.withServer)
    person.enter(until: "Encryption")
    #expect(person.said.contains { $0.hasPrefix("  4 SSL (TLS from the first byte): ") })
    person.answer(answer)
    #expect(person.wizard.state.draft.smtp.chosenEncryption == .ssl)
    #expect(person.said.contains("Encryption: SSL (TLS from the first byte)"))
  }

  @Test(arguments: ["0", "5", "tsl", "1 2"])
  func `what is no choice is told, and asked again`(answer: String) {
    var person = Answerer(.withServer)
    person.enter(until: "Encryption")
    let draft = person.wizard.state.draft
    person.answer(answer)
    #expect(person.asks.hasPrefix("Encryption ["))
    #expect(person.said.contains("! Answer with a number from 1 to 4."))
    #expect(person.wizard.state.draft == draft)
  }

  @Test func `what is wrong is told, asked again, and not kept`() {
    var person = Answerer(.withServer)
    person.enter(until: "Port")
    person.answer("70000")
    #expect(person.asks.hasPrefix("Port ["))
    #expect(person.said.last?.hasPrefix("! ") == true)
    #expect(person.wizard.state.draft.smtp.port.isEmpty)
  }

  @Test func `minus empties, less-than goes back, and a question mark explains`() {
    var person = Answerer(.withServer)
    person.enter(until: "Server name")
    person.answer("?")
    #expect(person.said.contains { $0.contains("Any mail server that this machine can reach") })
    #expect(person.asks == "Server name [mail.example.com]: ")
    person.answer("-")
    #expect(person.wizard.state.draft.smtp.server.isEmpty)
    #expect(person.asks.hasPrefix("Port ["))
    person.answer("<")
    #expect(person.asks.hasPrefix("Server name ["))
    person.answer("<", "<", "<", "<", "<", "<")
    #expect(person.said.last == "This is the first question.")
  }

  @Test func `an exclamation mark takes the last changes back`() {
    var person = Answerer(.withServer)
    person.enter(until: "Server name")
    person.answer("smtp.example.org", "26", "!")
    #expect(person.wizard.state.draft.smtp.port.isEmpty)
    person.answer("!")
    #expect(person.wizard.state.draft == .withServer)
    #expect(person.said.last?.contains("Taken back.") == true)
    person.answer("!")
    #expect(person.said.last == "There is nothing to take back here.")
  }

  @Test func `what another answer changes is said too`() {
    var person = Answerer(isFirstRun: true)
    person.enter(until: "Server name")
    person.answer("mail.example.com")
    #expect(person.asks == "Port [587]: ")
    person.enter(until: "Encryption")
    person.answer("ssl")
    #expect(person.said.contains("Port is now 465."))
  }

  @Test func `a password is a secret, kept by an empty answer and never said`() throws {
    var draft = Draft.withServer
    draft.authentication.mode.text = "password"
    var person = Answerer(draft, only: .authentication)
    person.enter(until: "Password")
    #expect(person.wizard.question.isSecret)
    person.answer(" open sesame ")
    #expect(person.said.contains("Password: will be stored"))
    #expect(!person.said.contains { $0.contains("sesame") })
    guard
      case .replace(let secret) = person.wizard.state.draft[keyPath: PasswordSetting.smtp.path]
        .change
    else { throw CancellationError() }
    #expect(secret.reveal() == " open sesame ")
  }

  @Test func `a password with a tab is refused, and asked again`() {
    var draft = Draft.withServer
    draft.authentication.mode.text = "password"
    var person = Answerer(draft, only: .authentication)
    person.enter(until: "Password")
    person.answer("open\tsesame")
    #expect(person.said.last == "! A password cannot hold control characters such as tabs.")
    #expect(person.asks.hasPrefix("Password ["))
    #expect(person.wizard.state.draft == draft)
  }

  @Test func `a first run is told what it will need, and a wizard that may not edit says so`() {
    #expect(Answerer(isFirstRun: true).said.contains { $0.contains("Have ready: the address") })
    #expect(!Answerer(.withServer).said.contains { $0.contains("Have ready") })
    let state = State(
      surroundings: .example, saved: .withServer, isFirstRun: false, heldBy: .root)
    var person = LineWizard(state, only: .server)
    #expect(person.takeLines().contains { $0.hasPrefix("! Read-only") })
    _ = person.answer("smtp.example.org")
    #expect(person.takeLines().contains { $0.hasPrefix("! Read-only") })
    #expect(person.state.draft == .withServer)
  }

  @Test func `the same answers by keys give the same form`() {
    var person = Answerer(isFirstRun: true)
    person.enter(until: "Name")
    person.answer("Your Server", "app@example.com", "smtp.example.com", "", "", "", "ssl", "")
    person.enter(until: "Most connections")
    person.answer("5")
    var typist = Typist(isFirstRun: true)
    typist.press(.enter, .enter)
    typist.type("Your Server")
    typist.press(.enter)
    typist.type("app@example.com")
    typist.press(.enter, .enter)
    typist.type("smtp.example.com")
    typist.press(.pageDown, .down, .pageDown)
    for _ in 0..<8 where typist.state.page != .section(.connectionLimit) { typist.press(.pageDown) }
    typist.type("5")
    #expect(typist.state.draft == person.wizard.state.draft)
    #expect(typist.state.draft.smtp.chosenEncryption == .ssl)
    #expect(typist.state.draft.connections.maximum.text == "5")
  }

  @Test func `an address to sign in at Microsoft stands in one line, and no picture is drawn`() {
    var draft = Draft()
    draft.mailProtocol.text = "exchange"
    var person = Answerer(draft, only: .exchange)
    person.answer("", "contoso.com", "22222222-2222-3333-4444-555555555555", "secret", "")
    person.answer("https://app.example.com", "")
    #expect(person.asks.hasPrefix("Link MS Exchange"))
    person.answer("yes")
    let address = "https://login.microsoftonline.com/" + String(repeating: "a=b&", count: 60)
    let run = person.wizard.state.work?.run ?? 0
    person.tell(
      .link(run: run, .addresses(SignInAddresses(signIn: address, consent: address + "c"))))
    #expect(person.said.contains(address))
    #expect(person.asks.hasPrefix("The address that the browser shows"))
    person.answer("2")
    let code = DevicePrompt(
      userCode: "ABC-DEF", url: "https://microsoft.com/devicelogin",
      qrCode: Array(repeating: String(repeating: "█", count: 30), count: 15), endsAt: 900_000)
    person.tell(.link(run: person.wizard.state.work?.run ?? 0, .device(code)))
    #expect(person.said.contains { $0.contains("ABC-DEF") })
    #expect(!person.said.contains { $0.contains("█") })
  }

  @Test func `one section is asked alone, then Save`() {
    var person = Answerer(.withServer, only: .connectionLimit)
    #expect(person.said.contains("Connection limit (10 of 11)"))
    person.answer("5")
    person.enter(until: "Save?")
    person.answer("yes")
    #expect(person.effects.contains { if case .save = $0 { true } else { false } })
    person.tell(.saved(run: person.wizard.state.work?.run ?? 0, person.wizard.state.draft))
    #expect(person.wizard.isOver && person.wizard.hasSaved)
  }

  @Test
  func `no setting is asked twice, and every field of every page is asked or behind Advanced`() {
    var person = Answerer(Example.filled.draft)
    var labels: [String] = []
    for _ in 0..<80 where !person.asks.hasPrefix("Save?") {
      labels.append(String(person.asks.prefix { $0 != "[" }))
      person.answer(person.asks.hasPrefix("Advanced") ? "yes" : "")
    }
    #expect(Set(labels).isSuperset(of: ["Name ", "Own name (EHLO) ", "Mechanism ", "Find out "]))
    #expect(labels.count { $0 == "Encryption " } == 1)
  }

  @Test func `a failed test offers its ways out by number, and one of them mends and sends again`()
    throws
  {
    var person = Answerer(Example.filled.draft)
    person.save()
    #expect(person.asks.hasPrefix("Send a test e-mail to ["))
    person.answer("admin@example.com")
    person.fail(with: .wrongPort)
    #expect(person.said.contains { $0.hasPrefix("  1 Use TLS on port 587 and send again") })
    #expect(person.asks == "What now? [go on]: ")
    person.answer("1")
    #expect(person.wizard.state.draft.smtp.port.text == "587")
    let run = try #require(person.wizard.state.work?.run)
    person.tell(.finished(run: run, .delivered, time: "14:06"))
    #expect(person.said.contains { $0.contains("Mail works: delivered to admin@example.com") })
    #expect(person.asks.hasPrefix("Save? ["))
    person.save()
    #expect(person.wizard.isOver && person.wizard.failure == nil)
  }

  @Test func `a failure that is left keeps its exit status`() {
    var person = Answerer(Example.filled.draft)
    person.save()
    person.answer("admin@example.com")
    person.fail(with: .wrongPort)
    person.answer("")
    #expect(person.wizard.isOver)
    #expect(person.wizard.failure == Diagnosis.wrongPort.exitStatus)
  }

  @Test func `a minus sends nothing`() {
    var person = Answerer(Example.filled.draft)
    person.save()
    person.answer("-")
    #expect(person.wizard.isOver)
    #expect(!person.effects.contains { if case .sendTest = $0 { true } else { false } })
  }

  @Test func `not to save loses nothing but the answers, and a test can be sent all the same`() {
    var person = Answerer(.withServer)
    person.enter(until: "Server name")
    person.answer("smtp.example.org")
    person.enter(until: "Save?")
    person.answer("maybe", "no")
    #expect(person.said.contains("! Answer yes or no."))
    #expect(person.said.contains("Nothing was saved."))
    #expect(person.asks.hasPrefix("Send a test e-mail to ["))
    #expect(!person.wizard.hasSaved)
  }
}
