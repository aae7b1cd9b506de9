import MailSettings
import TestSupport
import Testing

@Suite struct WarningTests {
  @Test func `a fix changes its keys, an empty text goes back to the default`() {
    var draft = Draft.complete(["smtp.port": "2525", "smtp.encryption": "tls"])
    draft.apply(["smtp.encryption": "ssl", "smtp.port": ""])
    #expect(draft == .complete(["smtp.encryption": "ssl"]))
    #expect(draft.smtp.chosenPort == .submissions)
  }
}
