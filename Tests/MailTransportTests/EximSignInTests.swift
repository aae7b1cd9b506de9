import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// The table at another real server: Exim, with the mechanisms that Debian's has.
@Suite struct EximSignInTests {
  static let mechanisms = ["auto", "PLAIN", "LOGIN", "CRAM-MD5"]
  static let cells = SignInCell.table(mechanisms)
  static let password = "zaunk0enig 'ü' 100% \"x\""

  struct House: Sendable {
    let authority: CertificateAuthority
    let exim: EximServer
    let dovecot: DovecotServer
  }

  static let house = Shared { () -> House in
    let authority = try CertificateAuthority(name: "Exim Root")
    let certificate = try authority.issue()
    let users = Dictionary(uniqueKeysWithValues: cells.map { ($0.name, password) })
    let exim = try EximServer(
      ports: Dictionary(
        uniqueKeysWithValues: PortSecurity.allCases.flatMap {
          [
            ("login-\($0.rawValue)", EximServer.Port($0, login: .required)),
            ("open-\($0.rawValue)", EximServer.Port($0, login: .offered)),
          ]
        }), users: users, certificate: certificate)
    let dovecot = try DovecotServer(
      users: users, ports: ["imap": DovecotPort(.imap, .startTLS)], certificate: certificate)
    return House(authority: authority, exim: exim, dovecot: dovecot)
  }

  static func sending(_ cell: SignInCell, _ house: House) -> Sending {
    let door = cell.signsIn ? "login" : "open"
    let mailbox = house.dovecot.endpoint("imap")
    return Sending(house.exim.port("\(door)-\(cell.security.rawValue)"), cell.encryption) {
      $0.host = "127.0.0.1"
      $0.recipient = "\(cell.name)@example.org"
      $0.imported = [house.authority.certificate]
      $0.smtpPassword = password
      $0.incomingPassword = password
      $0.values = [
        "authentication.mode": cell.mode.text, "authentication.mechanism": cell.mechanism,
        "authentication.user": cell.name, "incoming.server": mailbox.host,
        "incoming.port": "\(mailbox.port)", "incoming.encryption": "tls",
        "incoming.user": cell.name,
      ]
      $0.alsoTrusted = ["\(mailbox.host)_\(mailbox.port)"]
    }
  }

  @Test(arguments: cells)
  func `a mail goes out, and Exim saw what was asked for`(cell: SignInCell) async throws {
    let house = try await Self.house.get()
    let report = try await Self.sending(cell, house).run()
    #expect(report.outcome == .delivered, "\(report)")
    _ = try await house.exim.inbox(of: "\(cell.name)@example.org")
    let id = try #require(report.messageID?.dropFirst().dropLast())
    let line = try await house.exim.waitForLog(containing: "id=\(id)")[0]
    #expect(line.contains(" X=TLS1.") == (cell.encryption != .none), "\(line)")
    let automatic = cell.encryption == .none ? "CRAM-MD5" : "PLAIN"
    let mechanism = cell.mechanism == "auto" ? automatic : cell.mechanism
    #expect(report.authenticated == (cell.signsIn ? mechanism : nil))
    let names = ["PLAIN": "plain", "LOGIN": "login", "CRAM-MD5": "cram"]
    let login = try #require(names[mechanism])
    #expect(line.contains(" A=") == cell.signsIn, "\(line)")
    if cell.signsIn { #expect(line.contains(" A=\(login):\(cell.name)"), "\(line)") }
  }

  @Test(arguments: ["DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"])
  func `a mechanism that Exim lacks is named beside those that it has`(
    mechanism: String
  ) async throws {
    let house = try await Self.house.get()
    let cell = try #require(Self.cells.first { $0.mode == .password && $0.encryption == .tls })
    var sending = Self.sending(cell, house)
    sending.values["authentication.mechanism"] = mechanism
    let report = try await sending.run()
    #expect(report.failed == .authentication)
    #expect(report.diagnosis?.id == "auth.no-mechanism")
    let cause = try #require(report.diagnosis?.cause)
    #expect(cause.contains("PLAIN") && cause.contains("CRAM-MD5"), "\(cause)")
    #expect(cause.contains("and not \(mechanism)"), "\(cause)")
    #expect(report.offers.inTLS == ["PLAIN", "LOGIN", "CRAM-MD5"])
  }

  @Test func `a wrong password is Exim's to refuse, once`() async throws {
    let house = try await Self.house.get()
    let cell = try #require(Self.cells.first { $0.mode == .password && $0.encryption == .ssl })
    var sending = Self.sending(cell, house)
    sending.smtpPassword = "zaunk0enig-wrong"
    let report = try await sending.run()
    #expect(report.diagnosis?.id == "auth.rejected")
    #expect(report.diagnosis?.reply?.code == 535)
    #expect(!"\(report)".contains("zaunk0enig-wrong"))
  }
}
