import Foundation
import MailDiagnosis
import MailDialogue
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Names and passwords that break what does not quote, encode or count octets, at real servers.
@Suite struct PasswordFormsTests {
  /// By user name; Dovecot's file of users is why there is no colon.
  static let passwords = [
    "umlauts": "zaunk0enig-äöü ÄÖÜ ß €", "spaces": "  zaunk0enig  two  and ends  ",
    "space": " zaunk0enig-a ",
    "quotes": "zaunk0enig-\"double\" 'single' `back`", "backslash": "zaunk0enig-\\a\\\\b\\",
    "percent": "zaunk0enig-%s%n%00%",
    "emoji": "zaunk0enig-🔐👩‍👩‍👧", "long": "zaunk0enig-" + String(repeating: "ü0", count: 97) + "é",
    "decomposed": "zaunk0enig-u\u{308}", "nonbreaking": "zaunk0enig-\u{a0}x",
    "braces": "zaunk0enig-{3}\"(*)",
    "dollar": "zaunk0enig-$HOME$(id)", "equals": "=,n=zaunk0enig,r=",
    "percent-only": "zaunk0enig-%41",
    "hash": "#zaunk0enig;",
    // Where %u, file names and command lines are taken apart.
    "ann@example.org": "zaunk0enig-at", "ann smith": "zaunk0enig-name",
    "\"ann\"": "zaunk0enig-quoted",
    "a'b\\c": "zaunk0enig-slashed", "jürgen": "zaunk0enig-umlaut-name",
    "a=b,c": "zaunk0enig-scram-name",
  ]

  static let cases = passwords.keys.sorted()

  struct House: Sendable {
    let dovecot: DovecotServer
    let proxies: [String: OldMailboxProxy]
    let postfix: PostfixServer
  }

  static let house = Shared { () -> House in
    // Otherwise Dovecot refuses names with spaces, quotes and umlauts.
    let any = "auth_username_chars ="
    let dovecot = try DovecotServer(
      users: passwords, ports: ["imap": .init(.imap), "pop3": .init(.pop3)], configuration: any)
    let postfix = try PostfixServer(
      ports: ["login": PostfixPort(.none, login: .required)], logins: dovecot)
    let proxies = try ["imap", "pop3"].map { ($0, try OldMailboxProxy(dovecot.endpoint($0))) }
    return House(
      dovecot: dovecot, proxies: Dictionary(uniqueKeysWithValues: proxies), postfix: postfix)
  }

  @Test(arguments: SignInCell.mechanisms.dropFirst(), cases)
  func `Postfix takes it by SASL`(mechanism: String, user: String) async throws {
    let house = try await Self.house.get()
    let report = try await Sending(house.postfix.port("login")) {
      $0.smtpPassword = Self.passwords[user] ?? ""
      $0.values = [
        "authentication.mode": "password", "authentication.user": user,
        "authentication.mechanism": mechanism,
      ]
      $0.dryRun = true
    }.run()
    #expect(report.outcome == .accepted, "\(report)")
    #expect(report.authenticated == mechanism)
  }

  private func signIn(
    _ house: House, _ service: String, _ user: String, _ mechanism: String = "auto",
    isOld: Bool = false
  ) async throws -> DeliveryReport {
    let mailbox = house.dovecot.endpoint(service)
    let proxy = isOld ? house.proxies[service] : nil
    return try await Sending(1) {
      $0.incomingPassword = Self.passwords[user] ?? ""
      $0.values = [
        "incoming.protocol": service, "incoming.server": proxy == nil ? mailbox.host : "127.0.0.1",
        "incoming.port": "\(proxy?.port ?? mailbox.port)", "incoming.user": user,
        "authentication.mechanism": mechanism,
      ]
    }.signIn()
  }

  @Test(arguments: ["imap", "pop3"], cases)
  func `Dovecot takes it by SASL`(service: String, user: String) async throws {
    let house = try await Self.house.get()
    for mechanism in ["PLAIN", "LOGIN", "SCRAM-SHA-256"] {
      let report = try await signIn(house, service, user, mechanism)
      #expect(report.outcome == .accepted, "\(mechanism): \(report)")
      #expect(report.authenticated == mechanism)
    }
  }

  @Test(arguments: cases)
  func `Dovecot takes it by the LOGIN command, quoted or as a literal`(user: String) async throws {
    let house = try await Self.house.get()
    let report = try await signIn(house, "imap", user, isOld: true)
    #expect(report.outcome == .accepted, "\(report)")
    #expect(report.authenticated == "LOGIN")
    #expect(report.offers == OfferedMechanisms(beforeTLS: ["LOGIN"]))
  }

  @Test(arguments: cases)
  func `Dovecot takes it by USER and PASS`(user: String) async throws {
    let house = try await Self.house.get()
    let report = try await signIn(house, "pop3", user, isOld: true)
    #expect(report.outcome == .accepted, "\(report)")
    #expect(report.authenticated == "USER")
  }

  /// Neither Dovecot nor Postern prepares strings (RFC 4013, RFC 8265): a password is the octets
  /// that were typed. Where the two sides spelt it differently, no mechanism could make it fit.
  @Test(arguments: ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"])
  func `another spelling of the same characters is another password`(
    mechanism: String
  ) async throws {
    let house = try await Self.house.get()
    let report = try await Sending(house.postfix.port("login")) {
      $0.smtpPassword = "zaunk0enig-ü"
      $0.values = [
        "authentication.mode": "password", "authentication.user": "decomposed",
        "authentication.mechanism": mechanism,
      ]
    }.run()
    #expect(report.diagnosis?.id == "auth.rejected")
  }
}
