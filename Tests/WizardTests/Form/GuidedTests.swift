import Forms
import MailSettings
import Screens
import Testing

@testable import Wizard

@Suite struct GuidedTests {
  @Test func `Enter alone leads from the first page to the test e-mail, past what does not apply`()
  {
    var typist = Typist(isFirstRun: true)
    #expect(typist.screen.contains("about three minutes"))
    var seen: [Section] = []
    for _ in 0..<80 where typist.state.screen?.id != .testEmail {
      typist.press(.enter)
      if let id = typist.state.screen?.id, seen.last != id { seen.append(id) }
    }
    #expect(
      seen == [
        .mailProtocol, .systemAddress, .server, .encryption, .authentication, .encoding,
        .senderMode, .connectionLimit, .testEmail,
      ])
  }

  @Test func `the last page says what will be written and saves it by Enter`() {
    var typist = Typist(Example.filled.draft, isFirstRun: true)
    for _ in 0..<20 where typist.state.page != .summary { typist.press(.pageDown) }
    #expect(typist.screen.contains("mail.yourdomain.com, port 465"))
    #expect(typist.screen.contains("/etc/postern/postern.toml"))
    #expect(typist.state.focus == .save)
    typist.press(.enter)
    #expect(typist.effects == [.save(run: 1, typist.state.draft, changing: typist.state.saved)])
    typist.tell(.saved(run: 1, typist.state.draft))
    #expect(typist.screen.contains("Saved in /etc/postern/postern.toml"))
    #expect(typist.state.focus == .quit)
  }

  @Test func `sections that were not seen yet show no trouble`() {
    let typist = Typist(isFirstRun: true)
    #expect(
      Section.allCases.allSatisfy {
        typist.state.mark(of: $0, troubled: typist.state.troubledSections) != .problem
      })
  }

  @Test(arguments: [
    Size(columns: 39, rows: 24), Size(columns: 80, rows: 9), Size(columns: 1, rows: 1),
    Size(columns: 0, rows: 0),
  ])
  func `a window that is too small says so and breaks nothing`(size: Size) {
    var typist = Typist(isFirstRun: true)
    typist.tell(.resized(size))
    #expect(view(typist.state).size == size)
    if size.columns > 30 { #expect(typist.screen.contains("Too small: 40×10 at least.")) }
    typist.press(.enter, .tab, .function(1), .escape)
    #expect(typist.state.page == .welcome)
    typist.tell(.resized(Size(columns: 80, rows: 24)))
    #expect(typist.screen.contains("Protocol"))
  }
}
