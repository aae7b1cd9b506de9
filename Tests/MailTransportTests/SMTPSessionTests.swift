import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

@Suite struct SMTPSessionTests {
  /// What a scripted server does about STARTTLS.
  enum Offer: String, CaseIterable {
    case nothing, startTLS, refusal, ssl
  }

  static let authority = Shared { try CertificateAuthority(name: "Test CA") }

  static func server(_ offer: Offer, _ tls: ScriptedTLS) throws -> ScriptedServer {
    let encrypted: [String: SMTPDialogue.Reply] = ["EHLO": .ehlo(["AUTH PLAIN LOGIN"])]
    switch offer {
    case .nothing: return try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    case .startTLS:
      return try ScriptedServer(
        smtp: SMTPDialogue(
          [
            "EHLO": .ehlo(["STARTTLS", "AUTH PLAIN"]), "STARTTLS": .startingTLS("220 go", tls),
          ], whenEncrypted: encrypted))
    case .refusal:
      return try ScriptedServer(
        smtp: SMTPDialogue([
          "EHLO": .ehlo(["STARTTLS", "AUTH PLAIN"]), "STARTTLS": "454 4.7.0 TLS not available",
        ]))
    case .ssl:
      return try ScriptedServer(smtp: SMTPDialogue([:], whenEncrypted: encrypted), ssl: tls)
    }
  }

  /// A mode at a server, with or without a login, and what comes of it.
  struct Case: CustomTestStringConvertible {
    let encryption: Encryption
    let offer: Offer
    let logsIn: Bool
    let expected: String
    var testDescription: String {
      "\(encryption.text) at \(offer.rawValue)\(logsIn ? " with a login" : "")"
    }
  }

  static let cases: [Case] = [
    Case(encryption: .none, offer: .nothing, logsIn: false, expected: "clear"),
    Case(encryption: .none, offer: .startTLS, logsIn: false, expected: "clear"),
    Case(encryption: .none, offer: .startTLS, logsIn: true, expected: "clear"),
    Case(encryption: .none, offer: .refusal, logsIn: false, expected: "clear"),
    Case(encryption: .tlsIfAvailable, offer: .nothing, logsIn: false, expected: "clear"),
    Case(encryption: .tlsIfAvailable, offer: .nothing, logsIn: true, expected: "clear"),
    Case(encryption: .tlsIfAvailable, offer: .startTLS, logsIn: false, expected: "TLS"),
    Case(encryption: .tlsIfAvailable, offer: .startTLS, logsIn: true, expected: "TLS"),
    Case(encryption: .tlsIfAvailable, offer: .refusal, logsIn: false, expected: "clear"),
    Case(encryption: .tlsIfAvailable, offer: .refusal, logsIn: true, expected: "clear"),
    Case(encryption: .tls, offer: .nothing, logsIn: false, expected: "encryption"),
    Case(encryption: .tls, offer: .nothing, logsIn: true, expected: "encryption"),
    Case(encryption: .tls, offer: .startTLS, logsIn: false, expected: "TLS"),
    Case(encryption: .tls, offer: .startTLS, logsIn: true, expected: "TLS"),
    Case(encryption: .tls, offer: .refusal, logsIn: true, expected: "encryption"),
    Case(encryption: .ssl, offer: .nothing, logsIn: true, expected: "encryption"),
    Case(encryption: .ssl, offer: .startTLS, logsIn: true, expected: "encryption"),
    Case(encryption: .ssl, offer: .ssl, logsIn: true, expected: "TLS"),
    Case(encryption: .ssl, offer: .ssl, logsIn: false, expected: "TLS"),
  ]

  @Test(arguments: cases)
  func `nothing goes out weaker than asked`(_ trial: Case) async throws {
    let authority = try await Self.authority.get()
    let server = try Self.server(trial.offer, ScriptedTLS(try authority.issue()))
    let report = try await Sending(
      server.port, trial.encryption, user: trial.logsIn ? "ann" : nil
    ) { $0.imported = [authority.certificate] }.run()
    let said = server.connections.first?.lines ?? []
    switch trial.expected {
    case "clear", "TLS":
      #expect(report.outcome == .delivered, "\(report)")
      #expect((report.tls != nil) == (trial.expected == "TLS"))
      #expect(
        said.contains("STARTTLS")
          == (trial.expected == "TLS" && trial.encryption != .ssl
            || (trial.offer == .refusal && trial.encryption == .tlsIfAvailable)))
      #expect(said.contains { $0.hasPrefix("AUTH") } == trial.logsIn)
      #expect((report.authenticated != nil) == trial.logsIn)
    default:
      #expect(report.outcome == .failed)
      #expect(report.failed == .encryption, "\(report)")
      #expect(!server.lines.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }
  }

  @Test func `a server without AUTH never counts as a login`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue())
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.failed == .authentication)
    #expect(report.authenticated == nil)
    #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `an answer of 235 out of turn is no login`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .text("250-scripted.example\n250 SIZE 1\n235 2.7.0 welcome")]))
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.failed == .authentication)
    #expect(report.authenticated == nil)
  }

  @Test func `a second connection makes its demands anew`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN"])]))
    #expect(try await Sending(server.port, .tlsIfAvailable).run().outcome == .delivered)
    let strict = try await Sending(server.port, .tls, user: "ann").run()
    #expect(strict.failed == .encryption)
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }

  @Test func `more bytes after the answer to STARTTLS are an injection`() async throws {
    let server = try ScriptedServer([
      .send("220 a ESMTP\r\n"), .expect(prefix: "EHLO"), .send("250-a\r\n250 STARTTLS\r\n"),
      .expect(prefix: "STARTTLS"), .send("220 go\r\n250-a\r\n250 AUTH PLAIN\r\n"), .silence,
    ])
    let report = try await Sending(server.port, .tls, user: "ann").run()
    #expect(report.failed == .encryption)
    #expect(report.detail(.encryption)?.contains("more came after") == true, "\(report)")
  }

  @Test func `a server without EHLO is enough for a mail in clear`() async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": "502 5.5.2 not here"]))
    #expect(try await Sending(server.port).run().outcome == .delivered)
  }

  @Test(arguments: [true, false])
  func `a server without EHLO cannot give what was asked for`(wantsTLS: Bool) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": "502 5.5.2 not here"]))
    let report = try await Sending(
      server.port, wantsTLS ? .tls : .none, user: wantsTLS ? nil : "ann"
    ).run()
    #expect(report.failed == .greeting)
    #expect(report.detail(.greeting)?.hasPrefix("502") == true)
  }

  @Test func `real Postfix takes the mail in every mode`() async throws {
    let authority = try await Self.authority.get()
    let (logins, server) = try await Blocking.run {
      let certificate = try authority.issue()
      let logins = try DovecotServer(users: ["ann": "correct horse"])
      let server = try PostfixServer(
        ports: [
          "plain": .plain, "optional": .startTLS, "required": .startTLSRequired, "ssl": .ssl,
          "login": PostfixPort(.startTLS, login: .required).with { $0.loginOnlyInTLS = true },
        ], certificate: certificate, logins: logins)
      return (logins, server)
    }
    let trials: [(String, Encryption, String?)] = [
      ("plain", .none, nil), ("optional", .tlsIfAvailable, nil), ("required", .tls, nil),
      ("ssl", .ssl, nil), ("login", .tls, "ann"),
    ]
    for (port, encryption, user) in trials {
      let report = try await Sending(server.port(port), encryption, user: user) {
        $0.imported = [authority.certificate]
        $0.recipient = "\(port)@example.com"
      }.run()
      #expect(report.outcome == .delivered, "\(port): \(report)")
      let mails = try await server.inbox(of: "\(port)@example.com")
      #expect(String(decoding: mails[0], as: UTF8.self).contains(report.messageID ?? "none"))
    }
    logins.stop()
  }
}
