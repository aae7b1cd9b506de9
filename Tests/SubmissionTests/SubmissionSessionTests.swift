import Testing

@testable import Submission

struct SubmissionSessionTests {
  /// The codes of the replies to some lines, without the greeting's.
  private func codes(_ lines: String..., policy: SubmissionPolicy = .test) -> [Int] {
    var loop = PlainLoop(policy)
    for line in lines { loop.send(line + "\r\n") }
    return Array(loop.codes.dropFirst())
  }

  private func policy(_ change: (inout SubmissionPolicy) -> Void) -> SubmissionPolicy {
    var policy = SubmissionPolicy.test
    change(&policy)
    return policy
  }

  @Test func `the usual order leads to a message`() {
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "RCPT TO:<postmaster>", "DATA")
        == [250, 250, 250, 250, 354])
  }

  @Test func `commands out of order are refused with 503`() {
    #expect(codes("MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA") == [503, 503, 503])
    #expect(codes("HELO x", "MAIL FROM:<a@x>", "MAIL FROM:<a@x>", "DATA") == [250, 250, 503, 503])
    #expect(codes("HELO x", "AUTH LOGIN") == [250, 503])
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "AUTH LOGIN") == [250, 250, 503])
  }

  @Test func `RSET and a new EHLO forget the mail`() {
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "RSET", "RCPT TO:<b@x>") == [250, 250, 250, 503])
    #expect(codes("EHLO x", "MAIL FROM:<a@x>", "EHLO x", "RCPT TO:<b@x>") == [250, 250, 250, 503])
  }

  @Test func `commands that change nothing are always answered`() {
    #expect(codes("NOOP", "HELP", "VRFY x", "RSET", "QUIT") == [250, 214, 252, 250, 221])
  }

  @Test func `signing in works once`() {
    #expect(
      codes("EHLO x", "AUTH PLAIN", "*", "AUTH LOGIN", "dXNlcg==", "cHc=", "AUTH PLAIN")
        == [250, 334, 501, 334, 334, 235, 503])
  }

  @Test func `addresses need a domain, and SMTPUTF8 when they are not ASCII`() {
    #expect(codes("EHLO x", "MAIL FROM:<a>", "MAIL FROM:<ü@x>") == [250, 553, 553])
    #expect(
      codes("EHLO x", "MAIL FROM:<ü@x> SMTPUTF8", "RCPT TO:<é@x>", "RCPT TO:<b>", "RCPT TO:<>")
        == [250, 250, 250, 501, 501])
    #expect(codes("EHLO x", "MAIL FROM:<>", "RCPT TO:<é@x>") == [250, 250, 553])
  }

  @Test func `parameters that were not offered are refused with 555`() {
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x> RET=HDRS", "MAIL FROM:<a@x>", "RCPT TO:<b@x> NOTIFY=NEVER")
        == [250, 555, 250, 555])
  }

  @Test func `recipients are bounded`() {
    let policy = policy { $0.limits.recipients = 1 }
    #expect(
      codes("EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "RCPT TO:<c@x>", "DATA", policy: policy)
        == [250, 250, 250, 452, 354])
  }

  @Test func `a client that only makes errors is sent away`() {
    let policy = policy { $0.limits.refusals = 2 }
    #expect(codes("A", "B", "C", "NOOP", policy: policy) == [500, 500, 421])
  }

  @Test func `a line too long or with control characters is refused with 500`() {
    let policy = policy { $0.limits.commandLine = 20 }
    #expect(codes(String(repeating: "x", count: 40), "NO\u{7}OP", policy: policy) == [500, 500])
  }

  @Test func `only what the policy offers is named and taken`() {
    let policy = policy { $0.takesAnyPassword = false }
    var loop = PlainLoop(policy)
    loop.send("EHLO x\r\n")
    #expect(!loop.wire.contains("AUTH"))
    #expect(!loop.wire.contains("STARTTLS"))
    #expect(
      codes("EHLO x", "AUTH PLAIN", "STARTTLS", "MAIL FROM:<a@x> AUTH=<>", policy: policy)
        == [250, 502, 502, 555])
  }

  @Test func `before TLS nothing that was said counts afterwards`() {
    var loop = PlainLoop(policy { $0.offersTLS = true })
    loop.send("EHLO x\r\nMAIL FROM:<a@x>\r\nSTARTTLS\r\nRCPT TO:<smuggled@x>\r\n")
    #expect(loop.codes == [220, 250, 250, 220])
    #expect(loop.outputs.last == .startTLS)
    #expect(loop.session.client.isEncrypted)
    #expect(loop.session.client.helloName == nil)
    loop.send("MAIL FROM:<a@x>\r\nEHLO x\r\nSTARTTLS\r\n")
    #expect(loop.codes.suffix(3) == [503, 250, 503])
    #expect(loop.wire.components(separatedBy: "250-STARTTLS").count == 2)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
