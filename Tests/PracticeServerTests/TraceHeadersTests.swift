import Submission
import Testing

@testable import PracticeServer

struct TraceHeadersTests {
  private func headers(_ lines: String..., client: String = "127.0.0.1") throws -> String {
    var session = SubmissionSession(policy: .practice)
    session.receive(Array(lines.map { $0 + "\r\n" }.joined().utf8))
    session.receive(Array("RCPT TO:<end@x>\r\n".utf8))
    var mail: SubmittedMail?
    while let output = session.next() {
      guard case .ask(_, let about) = output else { continue }
      mail = about
      session.answer()
    }
    return TraceHeaders(
      mail: try #require(mail), clientAddress: client, id: "ID", date: "DATE"
    ).text
  }

  @Test func `a mail for one recipient names it`() throws {
    #expect(
      try headers("EHLO app.example", "MAIL FROM:<a@x>", "RCPT TO:<b@x>") == """
        Return-Path: <a@x>
        Delivered-To: b@x
        Received: from app.example ([127.0.0.1])
        \tby practice.localhost (Postern practice server) with ESMTP id ID
        \tfor <b@x>; DATE

        """)
  }

  @Test func `a mail for several names none of them in Received`() throws {
    let text = try headers(
      "HELO h", "MAIL FROM:<>", "RCPT TO:<b@x>", "RCPT TO:<c@x>", client: "::1")
    #expect(
      text == """
        Return-Path: <>
        Delivered-To: b@x
        Delivered-To: c@x
        Received: from h ([IPv6:::1])
        \tby practice.localhost (Postern practice server) with SMTP id ID; DATE

        """)
  }

  @Test func `the protocol tells SMTPUTF8 and authentication`() throws {
    let signedIn = "AUTH PLAIN AHUAcA=="
    #expect(try headers("EHLO h", signedIn, "MAIL FROM:<a@x>").contains("with ESMTPA id"))
    #expect(
      try headers("EHLO h", signedIn, "MAIL FROM:<a@x> SMTPUTF8").contains("with UTF8SMTPA id"))
  }
}
