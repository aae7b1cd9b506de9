import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import MailTransport
import ServerTrust

/// The examples of the standards.
@Suite struct SASLExchangeTests {
  private func text(_ bytes: [UInt8]?) -> String {
    String(decoding: bytes ?? [], as: UTF8.self)
  }

  @Test func `PLAIN is as in RFC 4616`() {
    let exchange = PlainExchange(user: "tim", password: Secret("tanstaaftanstaaf"))
    #expect(text(exchange.initialResponse()) == "\0tim\0tanstaaftanstaaf")
  }

  @Test func `CRAM-MD5 is as in RFC 2195`() {
    let exchange = CRAMExchange(user: "tim", password: Secret("tanstaaftanstaaf"))
    let challenge = "<1896.697170952@postoffice.reston.mci.net>"
    #expect(
      text(exchange.respond(to: Array(challenge.utf8))) == "tim b913a602c7eda7a495b4e6e7334d3890")
  }

  @Test func `SCRAM-SHA-1 is as in RFC 5802`() throws {
    var exchange = SCRAMExchange(
      .sha1, user: "user", password: Secret("pencil"), nonce: "fyko+d2lbbFgONRv9qkxdawL")
    #expect(text(exchange.initialResponse()) == "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL")
    let first = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
    #expect(
      text(try exchange.respond(to: Array(first.utf8)))
        == "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")
    #expect(!exchange.isServerProven)
    #expect(try exchange.respond(to: Array("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".utf8)).isEmpty)
    #expect(exchange.isServerProven)
  }

  @Test func `SCRAM-SHA-256 is as in RFC 7677`() throws {
    var exchange = SCRAMExchange(
      .sha256, user: "user", password: Secret("pencil"), nonce: "rOprNGfwEbeRWgbNEkqO")
    let first =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
    let final = text(try exchange.respond(to: Array(first.utf8)))
    #expect(final.hasSuffix(",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
    let proof = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
    #expect(try exchange.respond(to: Array(proof.utf8)).isEmpty)
    #expect(exchange.isServerProven)
  }

  @Test(arguments: [
    "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "r=abc,s=W22Z,i=4096", "r=abcd,s=W22Z,i=0",
    "r=abcd,s=W22Z,i=2000000000", "r=abcd,i=1", "",
  ])
  func `a SCRAM challenge that is none is refused`(challenge: String) {
    var exchange = SCRAMExchange(.sha1, user: "u", password: Secret("p"), nonce: "abc")
    #expect(throws: SASLFailure.self) { try exchange.respond(to: Array(challenge.utf8)) }
  }

  @Test func `a false SCRAM proof of the server is refused`() throws {
    var exchange = SCRAMExchange(.sha1, user: "u", password: Secret("p"), nonce: "abc")
    _ = try exchange.respond(to: Array("r=abcd,s=W22Z,i=1".utf8))
    #expect(throws: SASLFailure.self) {
      try exchange.respond(to: Array("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".utf8))
    }
    #expect(!exchange.isServerProven)
  }

  @Test func `DIGEST-MD5 is as in RFC 2831`() throws {
    let login = Login(
      user: "chris", credential: .password(Secret("secret")), mechanism: .auto,
      endpoint: Endpoint(
        .imap, host: try HostName(typed: "elwood.innosoft.com"), port: .imap, encryption: .none))
    var exchange = DigestExchange(login, password: Secret("secret"), nonce: "OA6MHXh6VqTrRk")
    let challenge =
      #"realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8"#
    let response = text(try exchange.respond(to: Array(challenge.utf8)))
    #expect(response.contains("response=d388dad90d4bbd760a152321f2143af7"))
    #expect(response.contains(#"digest-uri="imap/elwood.innosoft.com""#))
    let proof = "rspauth=ea40f60335c427b5527b84dbabcdfffd"
    #expect(try exchange.respond(to: Array(proof.utf8)).isEmpty)
    #expect(exchange.isServerProven)
  }

  @Test func `XOAUTH2 and OAUTHBEARER carry the token`() throws {
    let login = Login(
      user: "ann@example.com", credential: .token(Secret("tok")), mechanism: .auto,
      endpoint: Endpoint(
        host: try HostName(typed: "smtp.example.com"), port: .submission, encryption: .tls))
    let microsoft = BearerExchange(.xoauth2, login, token: Secret("tok"))
    #expect(
      text(microsoft.initialResponse())
        == "user=ann@example.com\u{1}auth=Bearer tok\u{1}\u{1}")
    let standard = BearerExchange(.oauthBearer, login, token: Secret("tok"))
    #expect(
      text(standard.initialResponse())
        == "n,a=ann@example.com,\u{1}host=smtp.example.com\u{1}port=587\u{1}auth=Bearer tok\u{1}\u{1}"
    )
  }
}
