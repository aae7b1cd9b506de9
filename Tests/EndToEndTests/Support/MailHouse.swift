import Foundation
import TestSupport

/// The real mail servers of these tests: a Postfix with many doors, a Dovecot behind it.
struct MailHouse: Sendable {
  static let shared = Shared { try MailHouse() }

  /// Who may sign in, with which password.
  static let user = "alice"
  static let password = "open sesame"

  /// Vouches for the servers, unknown to this machine.
  let authority: CertificateAuthority
  let certificate: IssuedCertificate
  let dovecot: DovecotServer
  let postfix: PostfixServer

  private init() throws {
    authority = try CertificateAuthority(name: "Postern Test Root")
    certificate = try authority.issue()
    dovecot = try DovecotServer(
      users: [Self.user: Self.password, "bob": "bob's own"],
      ports: [
        "imap": DovecotPort(.imap, .startTLS), "pop3": DovecotPort(.pop3, .startTLS),
        "imaps": DovecotPort(.imap, .ssl), "pop3s": DovecotPort(.pop3, .ssl),
      ],
      certificate: certificate, recordsMailboxLogins: true)
    let inTLS = { (port: PostfixPort) in port.with { $0.loginOnlyInTLS = true } }
    postfix = try PostfixServer(
      ports: [
        "submission": inTLS(PostfixPort(.startTLSRequired, login: .required)),
        "submissions": PostfixPort(.ssl, login: .required),
        "optional": inTLS(PostfixPort(.startTLS, login: .offered)),
        "plain": .plain,
        "login": PostfixPort(.none, login: .required).with { $0.recordsCommands = true },
        "offered": PostfixPort(.none, login: .offered).with { $0.recordsCommands = true },
        "shared": PostfixPort(.none, login: .required).with { $0.recordsCommands = true },
        "pop-first": PostfixPort(.none, login: .off).with {
          $0.requiresMailboxLogin = true
          $0.recordsCommands = true
        },
      ], certificate: certificate, logins: dovecot)
  }

  /// Makes the program trust the servers.
  var trust: [String: String] { ["SSL_CERT_FILE": authority.certificate] }

  /// The number of a door of Postfix.
  func port(_ name: String) -> Int { postfix.port(name) }

  /// The newest mail to an address, read by another program.
  func mail(to address: String) async throws -> (mail: ParsedMail, raw: Data) {
    let mails = try await postfix.inbox(of: address)
    guard let raw = mails.last else { throw TestFailure("no mail to \(address)") }
    return (try ParsedMail(raw), raw)
  }
}
