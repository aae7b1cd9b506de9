import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Modes × mechanisms × encryptions, each cell by what Postfix and Dovecot have seen.
@Suite struct SignInMatrixTests {
  @Test(arguments: SignInCell.table())
  func `a mail goes out, and the server saw what was asked for`(cell: SignInCell) async throws {
    let house = try await SignInHouse.shared.get()
    let report = try await house.sending(cell).run()
    #expect(report.outcome == .delivered, "\(report)")
    #expect(report.authenticated == cell.expected)
    let raw = try await house.postfix.inbox(of: "\(cell.name)@example.org")
    let mail = String(decoding: try #require(raw.last), as: UTF8.self)
    #expect(mail.contains("using TLSv1.") == (cell.encryption != .none), "\(mail)")
    let line = try await Self.acceptance(house.postfix, of: cell)
    let login = cell.expected.map { ", sasl_method=\($0), sasl_username=\(cell.name)" } ?? ""
    #expect(line.hasSuffix("]" + login), "\(line)")
    if cell.mode == .incomingFirst { try await Self.checkMailbox(house.dovecot, cell) }
    #expect(try report.offers == Self.offers(cell))
  }

  /// The line that Postfix writes when it takes a mail in: the client, and how it signed in.
  private static func acceptance(
    _ postfix: PostfixServer, of cell: SignInCell
  ) async throws -> String {
    let delivery = try await postfix.waitForLog(containing: "to=<\(cell.name)@example.org>")
    let id = try #require(delivery[0].firstMatch(of: #/\]: ([0-9A-Za-z]+): to=/#)?.1)
    return try await postfix.waitForLog(containing: "]: \(id): client=")[0]
  }

  /// Dovecot's line about the login: the user, the mechanism, TLS or not.
  private static func checkMailbox(_ dovecot: DovecotServer, _ cell: SignInCell) async throws {
    let lines = try await dovecot.waitForLog(containing: "Login: user=<\(cell.name)>")
    let automatic = cell.encryption == .none ? "SCRAM-SHA-256" : "PLAIN"
    let mechanism = cell.mechanism == "auto" ? automatic : cell.mechanism
    #expect(lines[0].contains("\(cell.incoming.rawValue)-login"))
    #expect(lines[0].contains("method=\(mechanism),"), "\(lines)")
    #expect(lines[0].contains(", TLS,") == (cell.encryption != .none), "\(lines)")
  }

  private static func offers(_ cell: SignInCell) throws -> OfferedMechanisms {
    // Postfix hides AUTH before TLS where it demands TLS (smtpd_tls_security_level = encrypt).
    let all = ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"]
    return switch cell.encryption {
    case .none: OfferedMechanisms(beforeTLS: all)
    case .tlsIfAvailable: OfferedMechanisms(beforeTLS: all, inTLS: all)
    case .tls: OfferedMechanisms(beforeTLS: [], inTLS: all)
    case .ssl: OfferedMechanisms(inTLS: all)
    }
  }

  @Test(arguments: [AuthenticationMode.none, .incomingFirst], PortSecurity.allCases)
  func `without SMTP AUTH there is no AUTH command, however often it is offered`(
    mode: AuthenticationMode, security: PortSecurity
  ) async throws {
    let house = try await SignInHouse.shared.get()
    let cell = try #require(
      SignInCell.table().first { $0.mode == mode && $0.security == security })
    let port = "\(mode.text)-\(security.rawValue)"
    var sending = house.sending(cell)
    sending.port = house.postfix.port(port)
    #expect(try await sending.run().outcome == .delivered)
    try await Waiting.until("QUIT in the log") {
      () async in house.postfix.commands(on: port).contains("QUIT") ? true : nil
    }
    let commands = house.postfix.commands(on: port)
    #expect(commands.contains { $0.hasPrefix("MAIL FROM") })
    #expect(!commands.contains { $0.uppercased().hasPrefix("AUTH") })
    #expect(house.postfix.log().contains("postfix/\(port)/smtpd"))
  }

  @Test(arguments: Encryption.allCases)
  func `what changes at the incoming mailbox counts at once`(encryption: Encryption) async throws {
    let house = try await SignInHouse.shared.get()
    let cell = SignInCell(mode: .incoming, mechanism: "PLAIN", encryption: encryption)
    let other = SignInCell(mode: .password, mechanism: "PLAIN", encryption: encryption)
    var sending = house.sending(cell)
    sending.dryRun = true
    sending.incomingPassword = "another"
    let refused = try await sending.run()
    #expect(refused.failed == .authentication)
    #expect(refused.diagnosis?.id == "auth.rejected")
    sending.incomingPassword = SignInHouse.password
    sending.values["incoming.user"] = other.name
    let accepted = try await sending.run()
    #expect(accepted.outcome == .accepted, "\(accepted)")
    #expect(accepted.detail(.authentication) == "\(other.name), PLAIN")
  }
}
