import MailDiagnosis
import MailSettings
import Testing

@Suite struct PortAnswerTests {
  private func answers(_ kinds: PortAnswer.Kind...) -> [PortAnswer] {
    zip(PortAnswer.ways(typed: nil), kinds).map { way, kind in
      PortAnswer(port: way.port, encryption: way.encryption, kind: kind)
    }
  }

  @Test func `the usual ports are looked at, the secure ones first, and a typed one before them`() {
    #expect(PortAnswer.ways(typed: nil).map(\.port.text) == ["587", "465", "25"])
    #expect(PortAnswer.ways(typed: .submission).map(\.port.text) == ["587", "465", "25"])
    let typed = PortAnswer.ways(typed: Port(2525))
    #expect(typed.map(\.port.text) == ["2525", "2525", "587", "465", "25"])
    #expect(typed.map(\.encryption) == [.tls, .ssl, .tls, .ssl, .tls])
  }

  @Test func `trust goes before the order, and nothing without encryption is best`() {
    #expect(answers(.trusted, .trusted, .trusted).best?.port == .submission)
    #expect(answers(.untrusted, .trusted, .clear).best?.port == .submissions)
    #expect(answers(.silent, .other, .untrusted).best?.port == .smtp)
    #expect(answers(.closed, .silent, .clear).best == nil)
    #expect([PortAnswer]().best == nil)
  }

  @Test(arguments: [
    (PortAnswer.Kind.looking, "looking"), (.trusted, "TLS, trusted certificate"),
    (.untrusted, "TLS, certificate not trusted yet"), (.clear, "a mail server without encryption"),
    (.closed, "nobody listens there"), (.silent, "no answer"),
    (.other, "no mail server with STARTTLS"),
  ])
  func `what was found is told in words`(kind: PortAnswer.Kind, words: String) {
    #expect(PortAnswer(port: .submission, encryption: .tls, kind: kind).words == words)
  }
}
