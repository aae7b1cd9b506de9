import MailSettings
import TestSupport
import Testing

@testable import Exports

/// What a program cannot do is said by name, and never hidden by a file that looks whole.
@Suite struct ShortfallTests {
  private static let trust = ImportedTrust(
    pem: "/etc/postern/trust/mail.pem", keystore: "/etc/postern/trust/truststore.p12", kind: .root)

  @Test(arguments: ExportFormat.allCases)
  func `a login at the incoming mailbox first is beyond all of them`(format: ExportFormat) throws {
    var example = ExportExample([
      "authentication.mode": "incoming-first", "incoming.server": "mail.example.com",
      "incoming.user": "box",
    ])
    example.draft.incoming.password.type("x")
    let export = try example.export(format)
    #expect(
      !export.works && export.shortfalls.contains(.obstacle(.incomingFirst)) && export.text != nil)
    example.draft["relay.listen"] = "127.0.0.1:2525"
    let relayed = try example.export(format)
    #expect(relayed.works && relayed.relay?.text == "127.0.0.1:2525")
    #expect(relayed.shortfalls.contains(.obstacle(.incomingFirst)))
    #expect(relayed.text?.contains("2525") == true)
    let found = try format.meaning(of: try #require(relayed.text))
    #expect(found["smtp.server"] == "127.0.0.1" && found["authentication.user"] == nil)
  }

  @Test(arguments: ExportFormat.allCases)
  func `a password that Postern holds back is not sent by another`(format: ExportFormat) throws {
    let clear =
      ["smtp.encryption": "none", "authentication.mechanism": "PLAIN"] as [SettingKey: String]
    #expect(
      try ExportExample(clear).export(format).shortfalls.contains(.obstacle(.clearTextPassword)))
    let allowed = clear.merging(["smtp.allow-clear-text-password": "true"]) { $1 }
    #expect(try ExportExample(allowed).export(format).works)
    let loopback = clear.merging(["smtp.server": "localhost"]) { $1 }
    #expect(try ExportExample(loopback).export(format).works)
  }

  @Test(arguments: ExportFormat.allCases)
  func `a password is judged whether it is written or not`(format: ExportFormat) throws {
    for (password, user) in [("pässword", "app"), ("x ", "app"), ("${x}", "app"), ("x", "a:b")] {
      let example = ExportExample(["authentication.user": user], password: password)
      let (with, without) = (
        try example.export(format), try example.export(format, withSecrets: false)
      )
      #expect(with.works == without.works && with.shortfalls == without.shortfalls)
      #expect(without.passwordFile == nil)
      #expect(without.text?.contains("password belongs") == true)
      if password != "x", password != "x " { #expect(without.text?.contains(password) == false) }
    }
  }

  @Test(arguments: [
    (ExportFormat.msmtp, true), (.postfix, true), (.env, true), (.jakartaMail, true),
    (.spring, true), (.django, false),
  ])
  func `an imported certificate is named where the format can`(
    format: ExportFormat, works: Bool
  ) throws {
    let export = try ExportExample().export(format, trust: Self.trust)
    #expect(export.works == works)
    #expect(export.text?.contains("/etc/postern/trust/") == works)
  }

  @Test func `each program has its own limits`() throws {
    let cases: [(ExportFormat, [SettingKey: String], Shortfall)] = [
      (.msmtp, ["smtp.encryption": "tls-if-available"], .obstacle(.opportunisticTLS)),
      (.django, ["smtp.encryption": "tls-if-available"], .obstacle(.opportunisticTLS)),
      (.postfix, ["smtp.server": "192.0.2.7"], .obstacle(.certificateOfAddress)),
      (
        .django, ["authentication.mechanism": "SCRAM-SHA-256"],
        .obstacle(.mechanism("SCRAM-SHA-256"))
      ),
      (
        .jakartaMail, ["authentication.mechanism": "SCRAM-SHA-1"],
        .obstacle(.mechanism("SCRAM-SHA-1"))
      ),
      (.django, ["smtp.source-address": "192.0.2.1"], .obstacle(.sourceAddress)),
      (
        .msmtp, ["smtp.server": "localhost", "smtp.encryption": "none"],
        .obstacle(.clearTextMechanism)
      ),
      (
        .msmtp, ["authentication.user": String(repeating: "x", count: 500)],
        .obstacle(.unwritable(.longLine(498)))
      ),
      (.msmtp, ["system.address": "a%U@example.org"], .obstacle(.unwritable(.pattern))),
      (.postfix, ["system.address": "a{b@example.org"], .obstacle(.unwritable(.braces))),
    ]
    for (format, settings, shortfall) in cases {
      let export = try ExportExample(settings).export(format)
      #expect(export.shortfalls.contains(shortfall) && !export.works, "\(shortfall)")
    }
  }

  @Test func `Postfix does not hand mails to its own port, not even the relay's`() throws {
    let export = try ExportExample([
      "smtp.server": "192.0.2.7", "relay.listen": "127.0.0.1:25",
    ]).export(.postfix)
    #expect(!export.works && export.relay != nil)
    #expect(export.shortfalls == [.obstacle(.certificateOfAddress), .obstacle(.ownPort)])
  }

  @Test func `a password command is left to msmtp`() throws {
    let example = ExportExample(
      ["authentication.password-command": "pass show \"mail\""], password: nil)
    let text = try #require(try example.export(.msmtp, withSecrets: false).text)
    #expect(text.contains("passwordeval \"pass show \"mail\"\"\n"))
    let found = try ExportFormat.msmtp.meaning(of: text)
    #expect(found["authentication.password-command"] == "pass show \"mail\"")
  }

  @Test func `every shortfall has its own words`() {
    let all: [Shortfall] = [
      .obstacle(.exchange(.delegated)), .obstacle(.exchange(.appOnly)), .obstacle(.incomingFirst),
      .obstacle(.opportunisticTLS),
      .obstacle(.importedCertificate), .obstacle(.importedAuthority),
      .obstacle(.certificateOfAddress), .obstacle(.mechanism("X")),
      .obstacle(.sourceAddress), .obstacle(.ownPort), .obstacle(.nonASCIISignIn),
      .obstacle(.clearTextPassword),
      .obstacle(.clearTextMechanism), .difference(.connectionLimit),
      .difference(.helloName), .difference(.encoding), .difference(.displayName),
      .difference(.aliases), .difference(.unguardedPassword), .difference(.unverifiedCertificate),
      .difference(.mechanismOrder), .difference(.certificateFile("/x")),
      .difference(.trustStoreOfJava("/x")), .difference(.trustStoreOfSpring("/x")),
      .obstacle(.unwritable(.control)), .obstacle(.unwritable(.longLine(9))),
      .obstacle(.unwritable(.colonInUser)),
      .obstacle(.unwritable(.finalBlank)), .obstacle(.unwritable(.braces)),
      .obstacle(.unwritable(.placeholder)),
      .obstacle(.unwritable(.pattern)),
    ]
    let sentences = all.map { $0.sentence(.postfix) }
    #expect(Set(sentences).count == all.count && sentences.allSatisfy { $0.count > 20 })
  }
}
