import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@Suite struct GreetingRefusalTests {
  @Test(arguments: [
    Recording(
      nil, "421 4.7.1 mail.example.org Error: No client certificate presented",
      "tls.client-certificate"),
    Recording(
      "EHLO", "421 4.7.1 mail.example.org Error: Client certificate not trusted",
      "tls.client-certificate"),
    Recording("STARTTLS", "454 4.7.0 TLS not available due to local problem", "tls.refused"),
    Recording("STARTTLS", "502 5.5.1 command not implemented", "tls.refused"),
  ])
  func `a refusal around TLS is named`(recording: Recording) throws {
    let observation = try #require(recording.observation())
    #expect(observation.diagnosis.id == recording.id)
  }

  @Test func `the EHLO name that is offered is the sender's domain`() throws {
    let recording = Recording("EHLO", "501 5.5.4 Invalid domain name", "hello.name")
    let diagnosis = try #require(recording.observation()).diagnosis
    #expect(diagnosis.fixes.first?.changes == ["smtp.hello-name": "example.com"])
    #expect(diagnosis.exitStatus == .configuration)
  }

  @Test(arguments: [(nil, "2"), (10, "5"), (2, "1"), (1, nil)] as [(Int?, String?)])
  func `too many connections offer a lower limit`(limit: Int?, offered: String?) throws {
    let recording = Recording(nil, "421 4.7.0 too many connections", "greeting.too-many")
    var observation = try #require(recording.observation())
    observation.attempt.connectionLimit = limit
    #expect(observation.diagnosis.fixes.first?.changes["connections.maximum"] == offered)
    #expect(observation.diagnosis.exitStatus == .temporary)
  }
}
