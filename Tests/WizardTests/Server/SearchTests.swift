import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard

@Suite struct SearchTests {
  func searching(_ server: String = "mx.example.com", port: String = "") throws -> Typist {
    var draft = Draft()
    draft.system.address.text = "app@example.com"
    draft.smtp.server.text = server
    draft.smtp.port.text = port
    var typist = Typist(draft, section: .server)
    typist.focus("findOut")
    typist.press(.enter)
    return typist
  }

  private func answer(
    _ typist: inout Typist, _ port: Port, _ encryption: Encryption, _ kind: PortAnswer.Kind
  ) {
    typist.tell(
      .answered(run: 1, PortAnswer(port: port, encryption: encryption, kind: kind)))
  }

  @Test func `it asks for the ports of the server on the form, with a typed one`() throws {
    let server = Endpoint(
      host: try HostName(typed: "mx.example.com"), port: .smtp, encryption: .none)
    #expect(try searching().effects == [.findOut(run: 1, server, typed: nil)])
    #expect(
      try searching(port: "2525").effects == [
        .findOut(run: 1, server.at(.alternateSubmission, .none), typed: .alternateSubmission)
      ])
  }

  @Test func `it takes the proposed server first`() throws {
    var draft = Draft()
    draft.system.address.text = "app@example.com"
    var typist = Typist(draft, section: .server)
    for _ in 0..<30 where typist.state.focusedField?.id != "findOut" { typist.press(.backTab) }
    typist.press(.enter)
    #expect(typist.state.draft.smtp.server.text == "mail.example.com")
    let server = Endpoint(
      host: try HostName(typed: "mail.example.com"), port: .submission, encryption: .tls)
    #expect(typist.effects == [.findOut(run: 1, server, typed: nil)])
  }

  @Test func `without a server it says what it needs`() {
    var typist = Typist(section: .server)
    typist.focus("findOut")
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    #expect(typist.screen.contains("Type the server's name first."))
    #expect(typist.state.focusedField?.id == "smtp.server")
  }

  @Test func `answers show as they come, and the best is filled in`() throws {
    var typist = try searching()
    #expect(typist.screen.contains("port 587") && typist.screen.contains("looking"))
    answer(&typist, .submissions, .ssl, .trusted)
    #expect(typist.screen.contains("✓ port 465"))
    answer(&typist, .smtp, .tls, .clear)
    answer(&typist, .submission, .tls, .closed)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft.smtp.port.text == "465")
    #expect(typist.state.draft.smtp.chosenEncryption == .ssl)
    #expect(typist.screen.contains("✓ Filled in: port 465"))
    #expect(typist.screen.contains("nobody listens there"))
    #expect(typist.state.focus == .next)
  }

  @Test func `a certificate that is not trusted yet is filled in and told`() throws {
    var typist = try searching(port: "25")
    answer(&typist, .submission, .tls, .untrusted)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft.smtp.port.text == "587")
    #expect(typist.state.draft.smtp.chosenEncryption == .tls)
    #expect(typist.screen.contains("look at it under"))
  }

  @Test func `nothing without encryption is filled in`() throws {
    var typist = try searching(port: "26")
    let before = typist.state.draft
    answer(&typist, .smtp, .tls, .clear)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft == before)
    #expect(typist.screen.contains("Only port 25 answers"))
  }

  @Test func `but on this machine itself`() throws {
    var typist = try searching("localhost")
    answer(&typist, .smtp, .tls, .clear)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft.smtp.port.text == "25")
    #expect(typist.state.draft.smtp.encryption.text == "none")
  }

  @Test func `silence on all ports is told with what it may be`() throws {
    var typist = try searching()
    let before = typist.state.draft
    typist.tell(.searched(run: 1, nil))
    #expect(typist.screen.contains("No mail server answers there"))
    #expect(typist.screen.contains("firewall"))
    #expect(typist.state.draft == before)
  }

  @Test func `a name that does not exist is told`() throws {
    var typist = try searching()
    let diagnosis = Diagnosis(
      finding: .resolveNotFound, stage: .resolve,
      reason: .reaching(.noSuchHost("mail.example.com", near: [])), responsible: .you)
    typist.tell(.searched(run: 1, diagnosis))
    #expect(typist.screen.contains("! There is no host with the name mail.example.com."))
    #expect(!typist.screen.contains("port 587"))
  }

  @Test func `Esc stops it, and what comes later fills in nothing`() throws {
    var typist = try searching()
    let before = typist.state.draft
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: 1))
    answer(&typist, .submission, .tls, .trusted)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft == before)
    #expect(!typist.screen.contains("looking"))
  }

  @Test func `another server typed meanwhile keeps its settings`() throws {
    var typist = try searching()
    typist.state.draft.smtp.server.text = "other.example.com"
    let before = typist.state.draft
    answer(&typist, .submission, .tls, .trusted)
    typist.tell(.searched(run: 1, nil))
    #expect(typist.state.draft == before)
  }

  @Test func `a test asked for meanwhile goes first`() throws {
    var typist = try searching()
    typist.press(.function(5))
    #expect(typist.effects.last == .cancel(run: 1))
  }
}
