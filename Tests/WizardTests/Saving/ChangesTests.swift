import Forms
import MailSettings
import Testing

@testable import Wizard

/// The summary tells what saving would change.
@Suite struct ChangesTests {
  @Test func `each change stands there with the old and the new value, secrets as words`() {
    var typist = Typist(Example.filled.draft, section: .server)
    typist.press(.control("u"))
    typist.type("smtp.example.org")
    typist.press(.tab)
    typist.type("587")
    var state = typist.state
    state.draft[keyPath: PasswordSetting.smtp.path].type("open sesame")
    #expect(
      state.changeLines == [
        "Server name: mail.yourdomain.com → smtp.example.org", "Port: empty → 587",
        "Password: will be replaced",
      ])
    typist.state = state
    typist.press(.backTab, .backTab, .end, .enter)
    #expect(typist.screen.contains("Changed, not saved yet"))
    #expect(typist.screen.contains("Port: empty → 587"))
    #expect(!typist.screen.contains("sesame"))
  }

  @Test func `a first run, and a set-up without changes, have none`() {
    var guided = Typist(isFirstRun: true)
    for _ in 0..<20 where guided.state.page != .summary { guided.press(.pageDown) }
    #expect(!guided.screen.contains("Changed, not saved yet"))
    var unchanged = Typist(Example.filled.draft)
    unchanged.press(.backTab, .end, .enter)
    #expect(unchanged.state.page == .summary)
    #expect(!unchanged.screen.contains("Changed, not saved yet"))
  }
}
