import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

@Suite struct SMTPSignInTests {
  /// Passwords that break what does not quote or encode.
  static let passwords = [
    "correct horse", "pä$$wörd €", "\"quoted\" \\back%slash",
    "p" + String(repeating: "x", count: 199),
    "=,n=a", " leading and trailing ",
  ]

  static let servers = Shared { () -> (DovecotServer, PostfixServer) in
    let users = Dictionary(
      uniqueKeysWithValues: passwords.enumerated().map { ("user\($0.offset)", $0.element) })
    let logins = try DovecotServer(users: users)
    let server = try PostfixServer(
      ports: ["login": PostfixPort(.none, login: .required)], logins: logins)
    return (logins, server)
  }

  @Test(
    arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"],
    passwords.indices)
  func `a real server takes the password`(mechanism: String, index: Int) async throws {
    let server = try await Self.servers.get().1
    let sending = Sending(server.port("login"), user: "user\(index)") {
      $0.password = Self.passwords[index]
      $0.values["authentication.mechanism"] = mechanism
      $0.dryRun = true
    }
    let report = try await sending.run()
    #expect(report.authenticated == mechanism, "\(report)")
    #expect(report.outcome == .accepted)
  }

  @Test func `a wrong password is tried once and shown nowhere`() async throws {
    let server = try await Self.servers.get().1
    let report = try await Sending(server.port("login"), user: "user0") {
      $0.password = "Tr0ub4dor&3"
      $0.values["authentication.mechanism"] = "PLAIN"
    }.run()
    #expect(report.failed == .authentication)
    #expect(report.detail(.authentication)?.hasPrefix("535 5.7.8") == true)
    let shown = "\(report)"
    #expect(!shown.contains("Tr0ub4dor&3"))
    #expect(!shown.contains(Data("\0user0\0Tr0ub4dor&3".utf8).base64EncodedString()))
    #expect(report.transcript.count { $0.text.hasPrefix("AUTH") && $0.speaker == .client } == 1)
  }

  @Test(arguments: [
    ("AUTH PLAIN LOGIN CRAM-MD5", true, "PLAIN"), ("AUTH LOGIN", true, "LOGIN"),
    ("AUTH=LOGIN PLAIN", true, "PLAIN"), ("auth login", true, "LOGIN"),
    ("AUTH CRAM-MD5 PLAIN", false, "CRAM-MD5"), ("AUTH PLAIN LOGIN", false, "PLAIN"),
    ("AUTH GSSAPI NTLM PLAIN", true, "PLAIN"),
  ])
  func `the mechanism fits the server and the connection`(
    offer: String, encrypted: Bool, chosen: String
  ) async throws {
    let authority = try await SMTPSessionTests.authority.get()
    let channel = SMTPDialogue([
      "EHLO": .ehlo([offer]), "AUTH": "535 5.7.8 no", "AUTH CRAM-MD5": "535 5.7.8 no",
    ])
    let server = try ScriptedServer(
      smtp: channel, ssl: encrypted ? ScriptedTLS(try authority.issue()) : nil)
    _ = try await Sending(server.port, encrypted ? .ssl : .none, user: "ann") {
      $0.imported = [authority.certificate]
    }.run()
    #expect(
      server.lines.filter { $0.hasPrefix("AUTH ") }.map { $0.split(separator: " ")[1] } == [
        chosen[...]
      ])
  }

  @Test(arguments: ["AUTH GSSAPI NTLM", "AUTH XOAUTH2"])
  func `without a common mechanism nothing is sent`(offer: String) async throws {
    let server = try ScriptedServer(smtp: SMTPDialogue(["EHLO": .ehlo([offer])]))
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.failed == .authentication)
    #expect(!server.lines.contains { $0.hasPrefix("AUTH") })
  }

  @Test func `a refusal after the user name is the refusal`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(sequences: [
        "EHLO": [.ehlo(["AUTH LOGIN"])],
        "AUTH": [
          "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6",
          "535 5.7.139 SmtpClientAuthentication is disabled",
        ],
      ]))
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.detail(.authentication)?.hasPrefix("535 5.7.139") == true)
    #expect(server.lines.contains(Data("ann".utf8).base64EncodedString()))
  }

  @Test func `a server that asks for ever is left`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue([
        "EHLO": .ehlo(["AUTH LOGIN"]), "AUTH": .steps([.repeatForever("334 VXNlcm5hbWU6\r\n")]),
      ]))
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.failed == .authentication)
    #expect(report.authenticated == nil)
  }

  @Test func `a server that only pretends to know the password is found out`() async throws {
    let server = try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH SCRAM-SHA-256"]), "AUTH": "235 2.7.0 welcome"]))
    let report = try await Sending(server.port, user: "ann").run()
    #expect(report.failed == .authentication)
    #expect(report.authenticated == nil)
  }
}
