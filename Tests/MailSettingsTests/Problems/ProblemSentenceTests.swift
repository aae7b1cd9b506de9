import MailSettings
import SystemAccess
import TestSupport
import Testing

@Suite struct ProblemSentenceTests {
  @Test(arguments: [
    (Problem.notAPort("70000"), "70000 is not a port: 1 to 65535"),
    (.missing("smtp.server"), "The server name is needed"),
    (
      .notAHostName("a..b", .emptyLabel),
      "a..b is not a host name: a dot too many; example: mail.example.com"
    ),
    (
      .notAnAddress("a", .noAt),
      "a is not a mail address: there is no @ in it; example: app@example.com"
    ),
    (.noPassword(user: ""), "a password is needed"),
    (.noPassword(user: "alice"), "a password is needed for alice"),
    (
      .passwordForOtherHost(given: "a.example", now: "b.example"),
      "the stored password was given for a.example and is not sent to b.example: type it again"
    ),
  ])
  func `a problem says what is wrong and what would be right`(problem: Problem, sentence: String) {
    #expect(problem.sentence == sentence)
  }

  @Test(arguments: [
    Problem.notAPort("\u{1B}[2J"), .hostWithMore("a\u{202E}b"), .unknownEncoding("\r\n"),
    .notAnAddress("\u{9B}", .character("\u{7}")), .notAHostName("\0", .character("\u{1B}")),
    .noPassword(user: "\u{1B}"), .notAChoice("\u{1B}", of: ["a"]),
  ])
  func `no sentence steers a terminal`(problem: Problem) {
    #expect(problem.sentence == problem.sentence.printable())
  }

  @Test func `a long text is cut`() {
    #expect(Problem.notAPort(String(repeating: "9", count: 500)).sentence.count < 100)
  }
}
