import Testing

@testable import PracticeServer

struct CommandTests {
  @Test(arguments: [
    ("EHLO app.example.com", Command.hello(name: "app.example.com", isExtended: true)),
    ("helo [127.0.0.1]", .hello(name: "[127.0.0.1]", isExtended: false)),
    ("AUTH plain AGEAYg==", .authenticate(mechanism: "PLAIN", initialResponse: "AGEAYg==")),
    ("AUTH LOGIN", .authenticate(mechanism: "LOGIN", initialResponse: nil)),
    ("MAIL FROM:<>", .mail(.null, parameters: [])),
    ("rcpt to: <b@example.com>", .recipient(Path(address: "b@example.com"), parameters: [])),
    ("DATA ", .data), ("RSET", .reset), ("QUIT", .quit), ("NOOP anything", .noOperation),
    ("HELP", .help), ("HELP MAIL", .help), ("VRFY somebody", .verify),
  ])
  func `a command is understood in any case`(line: String, command: Command) throws {
    #expect(try Command(line) == command)
  }

  @Test func `parameters follow the address`() throws {
    let expected = Command.mail(
      Path(address: "a@example.com"),
      parameters: [
        Command.Parameter(keyword: "SIZE", value: "10"),
        Command.Parameter(keyword: "SMTPUTF8", value: nil),
      ])
    #expect(try Command("MAIL FROM:<a@example.com> size=10  SMTPUTF8") == expected)
  }

  @Test(arguments: [
    "EHLO", "HELO", "EHLO two words", "EHLO bücher.example", "AUTH", "AUTH PLAIN a b", "MAIL",
    "MAIL FROM", "MAIL FROM:a@example.com", "MAIL FROM:<a@example.com", "RCPT TO:<b@x>junk",
    "MAIL TO:<a@example.com>", "DATA now", "RSET x", "QUIT x", "VRFY",
  ])
  func `a wrong argument is refused with 501`(line: String) {
    #expect(refusal(of: line)?.code == 501)
  }

  @Test(arguments: ["", " EHLO x", "FOO", "EHLOx"])
  func `an unknown command is refused with 500`(line: String) {
    #expect(refusal(of: line) == .unknownCommand)
  }

  @Test(arguments: ["EXPN list", "ETRN x", "BDAT 10 LAST", "STARTTLS"])
  func `a known command that is not offered is refused with 502`(line: String) {
    #expect(refusal(of: line) == .notImplemented)
  }

  private func refusal(of line: String) -> Reply? {
    do throws(Reply) {
      _ = try Command(line)
      return nil
    } catch {
      return error
    }
  }
}
