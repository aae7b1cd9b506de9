import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// The line that is left on the shell.
@Suite struct ClosingLineTests {
  private func save(_ typist: inout Typist) throws {
    typist.press(.function(2))
    let run = try #require(typist.state.work).run
    typist.tell(.saved(run: run, typist.state.draft))
  }

  @Test func `saved where, delivered when`() throws {
    var typist = Typist.testing()
    try typist.deliver()
    try save(&typist)
    #expect(
      typist.state.closingLine
        == "Saved in /etc/postern. Test e-mail delivered to admin@example.com at 14:05.")
  }

  @Test func `saved without a proof`() throws {
    var typist = Typist.testing()
    try save(&typist)
    #expect(
      typist.state.closingLine == "Saved in /etc/postern. No test e-mail was delivered with it yet."
    )
  }

  @Test func `nothing changed, and changes dropped`() {
    var typist = Typist(Example.filled.draft, section: .server)
    #expect(typist.state.closingLine == "Nothing was changed in /etc/postern.")
    typist.type("x")
    #expect(typist.state.closingLine == "Nothing was saved: 1 unsaved change was dropped.")
  }

  @Test func `a proof of what was not saved is not passed off as one of what was`() throws {
    var typist = Typist.testing()
    try save(&typist)
    typist.state.draft.smtp.port.text = "2525"
    try typist.deliver()
    #expect(typist.state.closingLine.contains("but not 1 unsaved change made later."))
    #expect(typist.state.closingLine.contains("with settings that are not saved."))
  }
}
