import MailDiagnosis
import MailSettings
import Testing

@Suite struct GreetingRefusalTests {
  @Test(arguments: [
    Recording(nil, "554 mail.example.com ESMTP not accepting connections", "greeting.refused"),
    Recording(
      nil, "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org",
      "greeting.refused"),
    Recording(nil, "550 Access denied", "greeting.refused"),
    Recording(nil, "521 mail.example.com does not accept mail", "greeting.refused"),
    Recording(
      nil, "421 4.7.0 mail.example.com Error: too many connections from 192.0.2.9",
      "greeting.too-many"),
    Recording(
      nil, "421 mail.example.com: Too many concurrent SMTP connections; please try again later.",
      "greeting.too-many"),
    Recording(
      nil,
      "421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel",
      "greeting.too-many"),
    Recording(nil, "421 4.7.0 Try again later", "greeting.too-many"),
    Recording(nil, "421 4.3.2 Service not available", "greeting.temporary"),
    Recording(
      nil, "421 mail.example.com Service not available, closing transmission channel",
      "greeting.temporary"),
    Recording(nil, "450 4.3.2 try later", "greeting.temporary"),
    Recording("EHLO localhost", "501 5.5.4 Invalid domain name", "hello.name"),
    Recording("EHLO", "501 Syntactically invalid EHLO argument(s)", "hello.name"),
    Recording("EHLO", "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)", "hello.name"),
    Recording(
      "EHLO", "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname",
      "hello.name"),
    Recording("EHLO", "421 4.7.0 Try again later, closing connection. (EHLO)", "hello.name"),
    Recording("EHLO", "501 5.0.0 Invalid domain name", "hello.name"),
    Recording(
      "RCPT", "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname",
      "hello.name"),
    Recording("RCPT", "450 4.7.1 <localhost>: Helo command rejected: Host not found", "hello.name"),
    Recording("EHLO", "500 5.5.1 Command unrecognized", "hello.refused"),
    Recording("EHLO", "502 Command not implemented", "hello.refused"),
    Recording("EHLO", "421 4.3.0 Temporary system problem", "server.temporary"),
    Recording(
      "RCPT", "450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.9]",
      "hello.reverse-name"),
    Recording(
      "RCPT",
      "550-5.7.25 [192.0.2.9] The IP address sending this message does not have a\n550-5.7.25 PTR record setup\n550 5.7.25 x - gsmtp",
      "hello.reverse-name"),
    Recording(
      nil, "421 4.7.1 mail.example.org Error: No client certificate presented",
      "tls.client-certificate"),
    Recording(
      "EHLO", "421 4.7.1 mail.example.org Error: Client certificate not trusted",
      "tls.client-certificate"),
    Recording("STARTTLS", "454 4.7.0 TLS not available due to local problem", "tls.refused"),
    Recording("STARTTLS", "502 5.5.1 command not implemented", "tls.refused"),
  ])
  func `a refusal at the banner, EHLO or STARTTLS is named`(recording: Recording) throws {
    let observation = try #require(recording.observation())
    #expect(observation.diagnosis.id == recording.id)
  }

  @Test func `the EHLO name that is offered is the sender's domain`() throws {
    let recording = Recording("EHLO", "501 5.5.4 Invalid domain name", "hello.name")
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.fixes.first?.changes == ["smtp.hello-name": "example.com"])
    #expect(diagnosis.exitCode == .configuration)
  }

  @Test(arguments: [(nil, "2"), (10, "5"), (2, "1"), (1, nil)] as [(Int?, String?)])
  func `too many connections offer a lower limit`(limit: Int?, offered: String?) throws {
    let recording = Recording(nil, "421 4.7.0 too many connections", "greeting.too-many")
    var observation = try #require(recording.observation())
    observation.attempt.connectionLimit = limit
    #expect(observation.diagnosis.fixes.first?.changes["connections.maximum"] == offered)
    #expect(observation.diagnosis.exitCode == .temporary)
  }
}
