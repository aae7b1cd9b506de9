import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// What is told without a dialog: a search of ports, who has the set-up open, a save.
@Suite struct NoticePictureTests {
  private func matches(_ typist: Typist, _ name: String) throws -> Bool {
    try Picture(view(typist.state)).matches(name)
  }

  private func searched(_ answers: [(Port, Encryption, PortAnswer.Kind)]) throws -> Typist {
    var typist = try SearchTests().searching()
    for (port, encryption, kind) in answers {
      typist.tell(
        .answered(run: 1, PortAnswer(port: port, encryption: encryption, kind: kind)))
    }
    return typist
  }

  @Test func `a search under way`() throws {
    var typist = try searched([(.submissions, .ssl, .trusted)])
    typist.tell(.tick(run: 1, elapsed: 1_234))
    let isSame = try matches(typist, "search-running")
    #expect(isSame)
  }

  @Test func `a search that has found a port`() throws {
    var typist = try searched([
      (.submissions, .ssl, .trusted), (.submission, .tls, .closed), (.smtp, .tls, .clear),
    ])
    typist.tell(.searched(run: 1, nil))
    let isSame = try matches(typist, "search-found")
    #expect(isSame)
  }

  @Test func `a search that has found a certificate that is not trusted`() throws {
    var typist = try searched([(.submission, .tls, .untrusted)])
    typist.tell(.searched(run: 1, nil))
    let isSame = try matches(typist, "search-untrusted")
    #expect(isSame)
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 15)])
  func `a search that has found nothing`(size: Size) throws {
    var typist = try searched([(.submission, .tls, .closed)])
    typist.tell(.searched(run: 1, nil))
    typist.tell(.resized(size))
    let isSame = try matches(typist, "search-nothing-\(size.columns)x\(size.rows)")
    #expect(isSame)
  }

  @Test func `a set-up that somebody else has open`() throws {
    let isSame = try matches(ReadOnlyTests.readOnly(), "read-only")
    #expect(isSame)
  }

  @Test func `a set-up that is free again`() throws {
    var typist = ReadOnlyTests.readOnly()
    typist.type("x")
    var disk = Example.filled.draft
    disk.smtp.server.text = "new.example.com"
    typist.tell(.tookOver(disk))
    let isSame = try matches(typist, "took-over")
    #expect(isSame)
  }

  @Test func `a first run at its end, before and after its save`() throws {
    var typist = Typist(isFirstRun: true)
    typist.state.draft = Example.filled.draft
    typist.press(.enter)
    for _ in Section.allCases { typist.press(.pageDown) }
    var isSame = try matches(typist, "summary-first-run")
    #expect(isSame)
    typist.press(.enter)
    typist.tell(.saved(run: try #require(typist.state.work).run, typist.state.draft))
    isSame = try matches(typist, "summary-saved")
    #expect(isSame)
  }
}
