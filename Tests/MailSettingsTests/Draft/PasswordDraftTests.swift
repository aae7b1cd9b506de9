import MailSettings
import Testing

@Suite struct PasswordDraftTests {
  private let old = Secret("old")
  private var stored: PasswordDraft { PasswordDraft(stored: .init(old, host: "mail.example")) }

  @Test func `typing nothing keeps the old password`() throws {
    var draft = stored
    draft.type("")
    #expect(draft.change == .keep)
    #expect(!draft.isChanged)
    #expect(try draft.secret(for: "mail.example") == old)
  }

  @Test func `typing replaces it, for any host`() throws {
    var draft = stored
    draft.type("new")
    #expect(draft.change == .replace(Secret("new")))
    #expect(draft.isChanged)
    #expect(try draft.secret(for: "other.example") == Secret("new"))
  }

  @Test func `a deleted password stays deleted, whatever is typed and erased again`() throws {
    var draft = stored
    draft.type("new")
    draft.delete()
    #expect(draft.change == .delete)
    #expect(try draft.secret(for: "mail.example") == nil)
    draft.type("n")
    #expect(draft.change == .replace(Secret("n")))
    draft.type("")
    #expect(draft.change == .delete)
  }

  @Test func `both can be undone`() {
    var draft = stored
    draft.delete()
    draft.type("new")
    draft.undo()
    #expect(draft.change == .keep)
    #expect(draft == stored)
  }

  @Test func `a stored password is not sent to another host`() throws {
    #expect(
      throws: Problem.passwordForOtherHost(given: "mail.example", now: "other.example")
    ) { try stored.secret(for: "other.example") }
    #expect(try stored.secret(for: nil) == old)
    let unknown = PasswordDraft(stored: .init(old, host: nil))
    #expect(try unknown.secret(for: "x.example") == old)
    #expect(try PasswordDraft().secret(for: "x.example") == nil)
  }

  @Test func `the mailbox's password goes to no other SMTP server than the one it was chosen for`()
  {
    let password = PasswordDraft(
      stored: .init(old, host: "imap.example", smtpHost: "smtp.example"))
    #expect(throws: Problem.passwordForOtherHost(given: "smtp.example", now: "evil.example")) {
      _ = try password.secret(for: "imap.example", andSMTP: "evil.example")
    }
    #expect(throws: Never.self) {
      _ = try password.secret(for: "imap.example", andSMTP: "smtp.example")
      _ = try password.secret(for: "imap.example")
    }
  }
}
