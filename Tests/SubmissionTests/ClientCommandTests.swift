import Testing

@testable import Submission

struct ClientCommandTests {
  @Test(arguments: [
    ("EHLO app.example.com", ClientCommand.hello(name: "app.example.com", isExtended: true)),
    ("helo [127.0.0.1]", .hello(name: "[127.0.0.1]", isExtended: false)),
    ("AUTH plain AGEAYg==", .authenticate(mechanism: "PLAIN", initialResponse: "AGEAYg==")),
    ("AUTH LOGIN", .authenticate(mechanism: "LOGIN", initialResponse: nil)),
    ("MAIL FROM:<>", .mail(.null, parameters: [])),
    ("rcpt to: <b@example.com>", .recipient(MailPath(address: "b@example.com"), parameters: [])),
    ("DATA ", .data), ("RSET", .reset), ("QUIT", .quit), ("NOOP anything", .noOperation),
    ("starttls", .startTLS), ("HELP", .help), ("HELP MAIL", .help), ("VRFY somebody", .verify),
  ])
  func `a command is understood in any case`(line: String, command: ClientCommand) throws {
    #expect(try ClientCommand(line) == command)
  }

  @Test func `parameters follow the address`() throws {
    let expected = ClientCommand.mail(
      MailPath(address: "a@example.com"),
      parameters: [
        ClientCommand.Parameter(keyword: "SIZE", value: "10"),
        ClientCommand.Parameter(keyword: "SMTPUTF8", value: nil),
      ])
    #expect(try ClientCommand("MAIL FROM:<a@example.com> size=10  SMTPUTF8") == expected)
  }

  @Test(arguments: [
    "EHLO", "HELO", "EHLO two words", "EHLO bücher.example", "AUTH", "AUTH PLAIN a b", "MAIL",
    "MAIL FROM", "MAIL FROM:a@example.com", "MAIL FROM:<a@example.com", "RCPT TO:<b@x>junk",
    "MAIL TO:<a@example.com>", "DATA now", "RSET x", "QUIT x", "STARTTLS now", "VRFY",
  ])
  func `a wrong argument is refused with 501`(line: String) {
    #expect(refusal(of: line)?.code == 501)
  }

  @Test(arguments: ["", " EHLO x", "FOO", "EHLOx"])
  func `an unknown command is refused with 500`(line: String) {
    #expect(refusal(of: line) == .unknownCommand)
  }

  @Test(arguments: ["EXPN list", "ETRN x", "BDAT 10 LAST"])
  func `a known command that is not offered is refused with 502`(line: String) {
    #expect(refusal(of: line) == .notImplemented)
  }

  private func refusal(of line: String) -> SMTPReply? {
    do throws(SMTPReply) {
      _ = try ClientCommand(line)
      return nil
    } catch {
      return error
    }
  }
}
