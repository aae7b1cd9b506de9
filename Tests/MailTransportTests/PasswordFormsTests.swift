import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import TestSupport
import Testing

/// Names and passwords that break what does not quote, encode or count octets, at real servers.
@Suite struct PasswordFormsTests {
  /// By user name; Dovecot's file of users is why there is no colon.
  static let passwords = [
    "umlauts": "Post-äöü ÄÖÜ ß €", "spaces": "  Post  two  and ends  ", "space": " Post-a ",
    "quotes": "Post-\"double\" 'single' `back`", "backslash": "Post-\\a\\\\b\\",
    "percent": "Post-%s%n%00%",
    "emoji": "Post-🔐👩‍👩‍👧", "long": "Post-" + String(repeating: "ü0", count: 97) + "é",
    "decomposed": "Post-u\u{308}", "nonbreaking": "Post-\u{a0}x", "braces": "Post-{3}\"(*)",
    "dollar": "Post-$HOME$(id)", "equals": "=,n=Post,r=", "percent-only": "Post-%41",
    "hash": "#Post;",
    // Where %u, file names and command lines are taken apart.
    "ann@example.org": "Post-at", "ann smith": "Post-name", "\"ann\"": "Post-quoted",
    "a'b\\c": "Post-slashed", "jürgen": "Post-umlaut-name", "a=b,c": "Post-scram-name",
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

  /// Neither Dovecot nor Postern prepares strings (RFC 4013, RFC 8265): a password is the octets that were typed.
  /// Where the two sides spelt it differently, no mechanism could make it fit.
  @Test(arguments: ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"])
  func `another spelling of the same characters is another password`(
    mechanism: String
  ) async throws {
    let house = try await Self.house.get()
    let report = try await Sending(house.postfix.port("login")) {
      $0.smtpPassword = "Post-ü"
      $0.values = [
        "authentication.mode": "password", "authentication.user": "decomposed",
        "authentication.mechanism": mechanism,
      ]
    }.run()
    #expect(report.diagnosis?.id == "auth.rejected")
  }
}
