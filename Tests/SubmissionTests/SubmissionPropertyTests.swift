import Testing

import struct TestSupport.SeededGenerator

@testable import Submission

/// Whatever a client sends, in whatever pieces.
struct SubmissionPropertyTests {
  private static let pieces: [String] = [
    "EHLO x\r\n", "HELO x\n", "MAIL FROM:<a@x>\r\n", "MAIL FROM:<ü@x> SMTPUTF8\r\n", "RSET\r\n",
    "RCPT TO:<b@x>\r\n", "RCPT TO:<b@x>\r\n", "DATA\r\n", "DATA\r\n", ".\r\n", "\r\n.\r\n", "\n.\n",
    "\r.\r", "..\r\n", "text\r\n", "AUTH PLAIN\r\n", "AUTH LOGIN dXNlcg==\r\n", "AGEAYg==\r\n",
    "*\r\n", "NOOP\r\n", "STARTTLS\r\n", "QUIT", "\r\n", "\u{0}\u{1B}", "VRFY a\r\n",
    String(repeating: "x", count: 90), "MAIL FROM:<a@x> SIZE=999\r\n",
  ]

  private static let policy: SubmissionPolicy = {
    var policy = SubmissionPolicy.test
    policy.limits.commandLine = 80
    policy.limits.message = 200
    policy.limits.refusals = 20
    policy.limits.recipients = 3
    return policy
  }()

  private func input(_ random: inout SeededGenerator) -> [UInt8] {
    (0..<random.below(40) + 1).flatMap { _ -> [UInt8] in
      if random.below(8) > 0 { return Array(random.pick(Self.pieces).utf8) }
      return (0..<random.below(30)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  /// Takes and refuses, always alike for the same question.
  private func loop() -> PlainLoop {
    PlainLoop(Self.policy) { question in
      guard case .acceptance(let bytes) = question, bytes % 3 == 1 else { return nil }
      return SMTPReply(451, "4.3.0", "Not now")
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `any split of the input gives the same replies and mails`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = input(&random)
    var whole = loop()
    whole.send(bytes)
    var split = loop()
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(random.below(12) + 1)
      split.send(Array(part))
      rest = rest.dropFirst(part.count)
    }
    #expect(whole.outputs == split.outputs)
    #expect(whole.mails == split.mails)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `what comes out is bounded by what goes in, and each mail ends where it was ended`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let bytes = input(&random)
    var loop = loop()
    loop.send(bytes)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
    // A reply for each line, and for each message, and the greeting.
    #expect(loop.codes.count <= 2 * lines + 1)
    #expect(loop.outputs.filter { $0 == .close }.count <= 1)
    for taken in loop.mails {
      #expect(taken.text.utf8.count <= Self.policy.limits.message)
      #expect(taken.text.isEmpty || taken.text.hasSuffix("\r\n"))
      #expect((1...3).contains(taken.mail.recipients.count))
    }
    #expect(loop.wire.utf8.last == 0x0A)
    #expect(!loop.wire.unicodeScalars.contains { $0.value < 0x20 && $0 != "\r" && $0 != "\n" })
  }

  @Test func `a message of many megabytes passes in pieces that are no larger than what comes`() {
    var session = SubmissionSession(policy: .test)
    let begin = "EHLO x\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@x>\r\nDATA\r\n"
    var largest = 0
    var total = 0
    func run() {
      while let output = session.next() {
        switch output {
        case .content(let part):
          largest = max(largest, part.count)
          total += part.count
        case .ask: session.answer()
        case .reply, .mailDropped, .startTLS, .close: break
        }
      }
    }
    session.receive(Array(begin.utf8))
    run()
    let piece = Array(String(repeating: "0123456789abcdef\r\n", count: 910).utf8)
    for _ in 0..<600 {
      session.receive(piece)
      run()
    }
    session.receive(Array(".\r\n".utf8))
    run()
    #expect(total == 600 * piece.count)
    #expect(largest <= piece.count)
    #expect(!session.isWaiting)
  }
}
