import MailDialogue
import MailSettings
import Testing

@Suite struct TranscriptRedactorTests {
  private typealias Line = (TranscriptLine.Speaker, String)

  private func shown(
    _ lines: [Line], service: MailService = .smtp, secrets: [String] = []
  ) -> [String] {
    var redactor = TranscriptRedactor(service: service, secrets: secrets.map(Secret.init))
    var shown: [TranscriptLine] = []
    for (speaker, text) in lines {
      shown += redactor.add(speaker, Array(text.utf8), milliseconds: 0)
    }
    return (shown + redactor.finish()).map(\.text)
  }

  @Test func `an initial response is masked`() {
    #expect(
      shown([
        (.client, "AUTH PLAIN AGFkYQBodW50ZXIy"), (.server, "235 ok"), (.client, "MAIL FROM:<>"),
      ])
        == ["AUTH PLAIN •••", "235 ok", "MAIL FROM:<>"])
  }

  @Test func `the answers of an exchange are masked and its prompts are told`() {
    #expect(
      shown([
        (.client, "auth login"), (.server, "334 VXNlcm5hbWU6"), (.client, "YWRh"),
        (.server, "334 UGFzc3dvcmQ6"), (.client, "aHVudGVyMg=="), (.server, "535-no"),
        (.server, "535 never"), (.client, "QUIT"),
      ]) == [
        "auth login", "334 VXNlcm5hbWU6  (Username:)", "•••", "334 UGFzc3dvcmQ6  (Password:)",
        "•••",
        "535-no", "535 never", "QUIT",
      ])
  }

  @Test func `an answer is masked even when the server has ended the exchange before it`() {
    #expect(
      shown([
        (.client, "AUTH LOGIN"), (.server, "334 VXNlcm5hbWU6"), (.server, "535 no"),
        (.client, "c2VjcmV0"), (.client, "QUIT"),
      ]).suffix(2) == ["•••", "QUIT"])
  }

  @Test func `an OAuth error is told in clear`() {
    let lines = shown([
      (.client, "AUTH XOAUTH2 dXNlcj1hAWF1dGg9QmVhcmVyIHgBAQ=="),
      (.server, "334 eyJzdGF0dXMiOiI0MDEifQ=="), (.client, ""), (.server, "535 5.7.8 no"),
    ])
    #expect(
      lines == [
        "AUTH XOAUTH2 •••", "334 eyJzdGF0dXMiOiI0MDEifQ==  ({\"status\":\"401\"})", "•••",
        "535 5.7.8 no",
      ])
  }

  @Test func `cancelling an exchange is shown`() {
    #expect(
      shown([(.client, "AUTH CRAM-MD5"), (.server, "334 PDFAeD4="), (.client, "*")]).last == "*")
  }

  @Test(arguments: [
    "A1 LOGIN ada hunter2", "A1 login \"ada\" \"hun\\\"ter2\"", "A1 LOGIN {3}",
    "A1 AUTHENTICATE PLAIN AGFkYQBodW50ZXIy",
  ])
  func `an IMAP login is masked up to its tagged answer`(command: String) {
    let lines = shown(
      [
        (.server, "* OK ready"), (.client, command), (.server, "+ go"), (.client, "ada {7}"),
        (.server, "+ go"), (.client, "hunter2"), (.server, "* CAPABILITY IMAP4rev1"),
        (.server, "A1 OK done"), (.client, "A2 LOGOUT"),
      ], service: .imap)
    #expect(lines.allSatisfy { !$0.contains("hunter2") && !$0.contains("ada") })
    #expect(lines[1].hasSuffix("•••") && lines[1].hasPrefix("A1 "))
    #expect(lines.suffix(3) == ["* CAPABILITY IMAP4rev1", "A1 OK done", "A2 LOGOUT"])
  }

  @Test func `POP3 commands with secrets are masked`() {
    #expect(
      shown(
        [
          (.client, "USER ada"), (.server, "+OK"), (.client, "PASS hunter 2"), (.server, "-ERR no"),
          (.client, "APOP ada c4c9334bac560ecc979e58001b3e22fb"), (.server, "-ERR no"),
          (.client, "AUTH PLAIN"), (.server, "+ "), (.client, "AGFkYQBodW50ZXIy"),
          (.server, "+OK"), (.client, "QUIT"),
        ], service: .pop3) == [
          "USER •••", "+OK", "PASS •••", "-ERR no", "APOP •••", "-ERR no", "AUTH PLAIN", "+ ",
          "•••",
          "+OK", "QUIT",
        ])
  }

  @Test(arguments: [
    "hunter2!x", "HUNTER2!X", "hunter2%21x", "%68unter2%21x", "hunter2=21x", "aHVudGVyMiF4",
    "AGh1bnRlcjIheA==", "eABodW50ZXIyIXgA", "hunter2 !x", "hun\u{0}ter2!x", "hunter2\\!x",
  ])
  func `a secret that the server echoes is masked`(echo: String) {
    let lines = shown([(.server, "550 5.7.1 you said <\(echo)>, no")], secrets: ["hunter2!x"])
    #expect(lines == ["550 5.7.1 you said <•••>, no"])
  }

  @Test func `the edges of a base64 word go with the secret in it`() {
    #expect(
      shown([(.server, "535 AGFkYQBodW50ZXIy refused")], secrets: ["hunter2"])
        == ["535 ••• refused"])
  }

  @Test(arguments: ["hunter2", "aHVudGVyMg=="])
  func `a secret broken over the lines of a reply is masked`(echo: String) {
    for cut in 1..<echo.count - 2 {
      for prefix in ["535-", "535-5.7.8 "] {
        let lines = shown(
          [
            (.server, "535-sent " + echo.prefix(cut)), (.server, prefix + echo.dropFirst(cut)),
            (.server, "535 end"),
          ], secrets: ["hunter2"])
        let joined = lines.map { $0.dropFirst(prefix.count) }.joined().lowercased()
        #expect(!joined.contains("hunter2") && !joined.contains("ahvudgvymg"))
        #expect(lines.last == "535 end")
      }
    }
  }

  @Test func `one letter a line does not help either`() {
    let lines = shown(
      "hunter2".map { (.server, "535-\($0)") } + [(.server, "535 end")], secrets: ["hunter2"])
    #expect(lines.dropLast().filter { $0.hasSuffix("•••") }.count >= 5)
    #expect(lines.count == 8)
  }

  @Test func `a part of a long token is masked`() {
    let token = "eyJhbGciOiJSUzI1NiJ9.abcdefghijklmnopqrstuvwxyz.0123456789"
    #expect(
      shown([(.server, "535 token ..\(token.dropFirst(25).prefix(20)).. bad")], secrets: [token])
        == ["535 token ..•••.. bad"])
  }

  @Test func `a line waits for the next one only when it ends in the beginning of a secret`() {
    var redactor = TranscriptRedactor(service: .smtp, secrets: [Secret("hunter2")])
    func add(_ text: String) -> [String] {
      redactor.add(.server, Array(text.utf8), milliseconds: 0).map(\.text)
    }
    #expect(add("250-hello") == ["250-hello"])
    #expect(add("250-hunt") == [])
    #expect(add("250-ers") == ["250-hunt", "250-ers"])
    #expect(add("250 hunt") == [])
    #expect(redactor.finish().map(\.text) == ["250 •••"])
  }

  @Test func `lines do not wait without end`() {
    var redactor = TranscriptRedactor(service: .smtp, secrets: [Secret("hunter2")])
    _ = redactor.add(.server, Array("250-hunt".utf8), milliseconds: 0)
    let shown = (0..<100).flatMap { _ in
      redactor.add(.server, Array("250-".utf8), milliseconds: 0)
    }
    #expect(shown.count > 60 && shown[0].text == "250-•••")
    #expect(redactor.add(.server, Array("250 er2".utf8), milliseconds: 0).last?.text == "250 •••")
  }

  @Test func `a short secret is masked as a word, and only in a sign-in`() {
    #expect(
      shown(
        [
          (.server, "220 ab"), (.client, "AUTH PLAIN AGEAYWI="),
          (.server, "535 about 'ab', ab YWI="),
          (.server, "250 ab"),
        ], secrets: ["ab"])
        == ["220 ab", "AUTH PLAIN •••", "535 about '•••', ••• •••=", "250 ab"])
  }

  @Test func `a reply for a diagnosis loses its secrets, not its code`() {
    let redactor = TranscriptRedactor(service: .smtp, secrets: [Secret("hunter2")])
    let reply = Reply(code: 535, enhanced: .init(5, 7, 8), lines: ["for hun", "ter2", "sorry"])
    #expect(
      redactor.redact(reply)
        == Reply(code: 535, enhanced: .init(5, 7, 8), lines: ["for •••", "•••", "sorry"]))
    #expect(redactor.redact("x hunter2 y") == "x ••• y")
  }

  @Test func `controls never come through`() {
    #expect(
      shown([(.server, "220 \u{1B}]0;x\u{7}\u{202E}"), (.note, "a\u{9B}b")]) == [
        "220 ·]0;x··", "a·b",
      ])
  }

  @Test func `no description shows a secret`() {
    let redactor = TranscriptRedactor(service: .smtp, secrets: [Secret("hunter2"), Secret("ab")])
    var dumped = ""
    dump(redactor, to: &dumped)
    #expect(!dumped.contains("104"))
    #expect(!"\(redactor)".contains("104"))
  }
}
