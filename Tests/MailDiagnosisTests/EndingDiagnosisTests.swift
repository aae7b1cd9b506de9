import Glibc
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@Suite struct EndingDiagnosisTests {
  /// Ports and ways of SMTP are of no use to a mailbox.
  @Test(arguments: EndingCase.incoming)
  func `a mailbox never gets SMTP's advice`(example: EndingCase) {
    let diagnosis = example.observation.diagnosis
    let text = ([diagnosis.cause] + diagnosis.advice).joined(separator: " ")
    for word in ["587", "465", "no authentication", "EHLO"] {
      #expect(!text.contains(word), "\(text)")
    }
    #expect(!diagnosis.fixes.contains { $0.changes.keys.contains { $0.name.hasPrefix("smtp.") } })
  }

  @Test(arguments: EndingCase.all)
  func `an ending is named`(example: EndingCase) {
    let diagnosis = Diagnosis(example.observation)
    #expect(diagnosis.id == example.id)
    #expect(diagnosis.stage == example.observation.stage)
  }

  @Test(arguments: EndingCase.all)
  func `cause and advice are short, and whole sentences`(example: EndingCase) {
    let diagnosis = Diagnosis(example.observation)
    for sentence in [diagnosis.cause] + diagnosis.advice {
      #expect(sentence.count <= 200 && sentence.first?.isUppercase == true)
      #expect(sentence.hasSuffix(".") && !sentence.contains(where: \.steersTerminal))
    }
  }

  @Test func `the three ways of having no address are told apart`() {
    let causes = [ResolveFailure.noSuchHost, .noAddress, .resolverDown].map {
      EndingCase("", .resolve, .unresolved($0)).observation.diagnosis
    }
    #expect(Set(causes.map(\.cause)).count == 3)
    #expect(causes.map(\.exitStatus) == [.noHost, .noHost, .temporary])
  }

  @Test(arguments: [MailService.imap, .pop3], [true, false])
  func `the incoming mailbox gets no advice of SMTP's, and TLS only where there can be some`(
    service: MailService, isEncrypted: Bool
  ) {
    let attempt = Attempt.example(
      service: service, port: 143, encryption: isEncrypted ? .tls : .none)
    for ending in [Ending.noAuthentication, .noMechanism(["GSSAPI"])] {
      let diagnosis = EndingCase("", .authentication, ending, attempt: attempt) {
        $0.isEncrypted = isEncrypted
        $0.capabilities = ["IMAP4rev1"]
        if isEncrypted { $0.capabilitiesInTLS = ["IMAP4rev1"] }
      }.observation.diagnosis
      #expect(["auth.not-offered", "auth.no-mechanism"].contains(diagnosis.id))
      #expect(!diagnosis.advice.joined().contains("587"))
      #expect(!diagnosis.fixes.contains { $0.changes["authentication.mode"] == "none" })
    }
  }

  @Test func `names nearby are offered`() {
    let example = EndingCase("", .resolve, .unresolved(.noSuchHost)) {
      $0.closeNames = ["smtp.example.com"]
    }
    #expect(
      example.observation.diagnosis.fixes.map(\.changes) == [["smtp.server": "smtp.example.com"]])
  }

  @Test func `what answers elsewhere is offered, trusted and encrypted first, never weaker`() {
    let example = EndingCase("", .connect, .refused(errno: ECONNREFUSED)) {
      $0.alternatives = [
        Alternative(port: 25, encryption: .none, isTrusted: nil),
        Alternative(port: 465, encryption: .ssl, isTrusted: false),
        Alternative(port: 2525, encryption: .tls, isTrusted: true),
      ]
    }
    #expect(
      example.observation.diagnosis.fixes.map(\.changes) == [
        ["smtp.encryption": "tls", "smtp.port": "2525"],
        ["smtp.encryption": "ssl", "smtp.port": "465"],
      ])
  }

  @Test(arguments: [
    (Ending.system(.sourceAddress("192.0.2.7")), "This machine has no address 192.0.2.7"),
    (Ending.system(.localSourceAddress("127.0.0.2")), "only this machine itself"),
    (.unresolved(.noAddressFor("2001:db8::7")), "has no IPv6 address"),
    (.unresolved(.noAddressFor("192.0.2.7")), "has no IPv4 address"),
  ])
  func `a source address that cannot be used is cleared on a key`(ending: Ending, cause: String) {
    let diagnosis = EndingCase("", .connect, ending).observation.diagnosis
    #expect(diagnosis.cause.contains(cause) && diagnosis.cause.contains("smtp.source-address"))
    #expect(diagnosis.fixes.map(\.changes) == [["smtp.source-address": ""]])
    #expect(diagnosis.exitStatus == .configuration)
  }

  @Test func `a blocked port 25 offers the ports for clients`() {
    let attempt = Attempt.example(port: 25, encryption: .none, mode: .none)
    let diagnosis = EndingCase("", .connect, .timedOut, attempt: attempt).observation.diagnosis
    #expect(diagnosis.fixes.map { $0.changes["smtp.port"] } == ["587", "465", "2525"])
  }

  @Test func `a silent port offers SSL`() {
    let attempt = Attempt.example(port: 465, encryption: .tls)
    let example = EndingCase("", .greeting, .timedOut, attempt: attempt) { $0.bytesReceived = 0 }
    #expect(
      example.observation.diagnosis.fixes.map(\.changes)
        == [["smtp.encryption": "ssl", "smtp.port": "465"]])
  }

  @Test(arguments: [
    EndingCase("", .greeting, .timedOut, attempt: .example(port: 465)) { $0.bytesReceived = 0 },
    EndingCase("", .connect, .timedOut, attempt: .example(port: 25)),
    EndingCase("", .connect, .refused(errno: ECONNREFUSED)),
    EndingCase("", .encryption, .noSTARTTLS),
    EndingCase("", .encryption, .clearTextPassword, attempt: .example(encryption: .tlsIfAvailable)),
    EndingCase(
      "", .encryption, .tls(code: 0x0A00_010B, text: ""), attempt: .example(encryption: .ssl)),
  ])
  func `what a second look has ruled out is not offered`(example: EndingCase) {
    var observation = example.observation
    observation.hasLookedElsewhere = true
    #expect(observation.diagnosis.fixes.allSatisfy { $0.changes.isEmpty })
    #expect(observation.diagnosis.advice.contains { $0.contains("were tried too") })
    observation.alternatives = [Alternative(port: 2525, encryption: .tls, isTrusted: true)]
    let ports = observation.diagnosis.fixes.compactMap { $0.changes["smtp.port"] }
    #expect(ports == ["2525"])
    #expect(!observation.diagnosis.advice.contains { $0.contains("were tried too") })
  }

  @Test func `a mechanism that is not offered is chosen by itself, never in clear for a safe one`()
  {
    func fixes(_ mechanism: String, _ adjust: (inout Observation) -> Void) -> [[SettingKey: String]]
    {
      var attempt = Attempt.example(encryption: .none)
      attempt.mechanism = mechanism
      let example = EndingCase(
        "", .authentication, .noMechanism(["PLAIN"]), attempt: attempt, adjust)
      return example.observation.diagnosis.fixes.map(\.changes)
    }
    let automatic: [SettingKey: String] = ["authentication.mechanism": "auto"]
    #expect(fixes("CRAM-MD5") { $0.isEncrypted = true } == [automatic])
    #expect(fixes("LOGIN") { _ in } == [automatic])
    #expect(fixes("CRAM-MD5") { _ in }.isEmpty)
    #expect(
      fixes("CRAM-MD5") { $0.capabilities = ["STARTTLS"] } == [
        automatic.merging(["smtp.encryption": "tls", "smtp.port": "587"]) { old, _ in old }
      ])
  }

  @Test func `another service is named and the right port offered`() {
    let attempt = Attempt.example(port: 143, encryption: .none)
    let imap = EndingCase("", .greeting, .wrongService("* OK ready"), attempt: attempt).observation
      .diagnosis
    #expect(imap.cause.contains("IMAP"))
    #expect(imap.fixes.map(\.changes) == [["smtp.encryption": "tls", "smtp.port": "587"]])
    let pop = Attempt.example(service: .imap, port: 110, encryption: .none)
    let pop3 = EndingCase("", .greeting, .wrongService("+OK"), attempt: pop).observation.diagnosis
    #expect(pop3.fixes.first?.changes == ["incoming.protocol": "pop3", "incoming.port": "110"])
  }

  @Test func `an SSL attempt at a STARTTLS port offers TLS there`() {
    let example = EndingCase(
      "", .encryption, .tls(code: 0x0A00_010B, text: ""), attempt: .example(encryption: .ssl))
    #expect(
      example.observation.diagnosis.fixes.map(\.changes)
        == [["smtp.encryption": "tls", "smtp.port": "587"]])
  }

  @Test func `a missing STARTTLS offers SSL and never plain`() {
    let fixes = EndingCase("", .encryption, .noSTARTTLS).observation.diagnosis.fixes
    #expect(fixes.first?.changes == ["smtp.encryption": "ssl", "smtp.port": "465"])
  }

  @Test func `a missing sign-in offers TLS first, and none only inside TLS`() {
    let plain = EndingCase(
      "", .authentication, .noAuthentication, attempt: .example(encryption: .none)
    ) { $0.capabilities = ["SIZE 100", "STARTTLS"] }
    #expect(
      plain.observation.diagnosis.fixes.map(\.changes)
        == [["smtp.encryption": "tls", "smtp.port": "587"]])
    let secured = EndingCase("", .authentication, .noAuthentication) {
      $0.isEncrypted = true
      $0.capabilitiesInTLS = ["SIZE 100"]
    }
    #expect(
      secured.observation.diagnosis.fixes.map(\.changes) == [["authentication.mode": "none"]])
  }

  @Test func `a Kerberos failure forces a mechanism that is offered`() {
    let example = EndingCase("", .authentication, .kerberos) {
      $0.isEncrypted = true
      $0.capabilitiesInTLS = ["AUTH GSSAPI LOGIN"]
    }
    #expect(
      example.observation.diagnosis.fixes.map(\.changes)
        == [["authentication.mechanism": "LOGIN"]])
  }

  @Test func `characters without a place in the encoding are named`() {
    let diagnosis = EndingCase("", .message, .unencodable(["☃", "語"])).observation.diagnosis
    #expect(diagnosis.cause.contains("☃ 語"))
    #expect(diagnosis.fixes.map(\.changes) == [["message.encoding": "UTF-8"]])
    #expect(diagnosis.exitStatus == .data)
  }

  @Test func `an unknown outcome is never temporary, so that no queue sends again`() {
    let diagnosis = EndingCase("", .message, .unknownOutcome).observation.diagnosis
    #expect(!diagnosis.isTemporary && diagnosis.exitStatus != .temporary)
  }
}
