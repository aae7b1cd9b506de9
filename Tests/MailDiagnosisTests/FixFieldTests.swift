import MailDiagnosis
import MailSettings
import TestSupport
import Testing

/// Where a fix leaves something to type, it names the field.
@Suite struct FixFieldTests {
  private let wanted = "534 5.7.9 Application-specific password required."

  @Test func `a new password is typed into the password's field`() throws {
    let recording = Recording("AUTH PLAIN", wanted, "auth.app-password")
    let fixes = try #require(recording.observation()).diagnosis.fixes
    #expect(fixes.contains(.typeNewPassword(.smtp)))
  }

  @Test func `the mailbox's password is typed where the mailbox is`() throws {
    var observation = try #require(
      Recording("AUTH PLAIN", wanted, "auth.app-password").observation())
    observation.attempt.mode = .incoming
    let fixes = observation.diagnosis.fixes
    #expect(fixes.contains(.typeNewPassword(.incoming)))
  }
}
