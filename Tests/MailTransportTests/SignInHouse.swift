import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import TestSupport
import Testing

/// A way to sign in with everything that there is to choose: one cell of the table.
struct SignInCell: Sendable, CustomTestStringConvertible {
  let mode: AuthenticationMode
  let mechanism: String
  let encryption: Encryption

  var testDescription: String { "\(mode.text), \(mechanism), \(encryption.text)" }

  /// A user, and a recipient, of this cell alone, so that the logs tell which attempt was meant.
  var name: String {
    "\(mode.text)-\(mechanism)-\(encryption.text)".lowercased()
  }

  static let mechanisms = [
    "auto", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256",
  ]

  static func table(_ mechanisms: [String] = mechanisms) -> [SignInCell] {
    AuthenticationMode.allCases.flatMap { mode in
      mechanisms.flatMap { mechanism in
        Encryption.allCases.map { SignInCell(mode: mode, mechanism: mechanism, encryption: $0) }
      }
    }
  }

  var security: PortSecurity {
    switch encryption {
    case .none: .none
    case .tlsIfAvailable: .startTLS
    case .tls: .startTLSRequired
    case .ssl: .ssl
    }
  }

  /// Whether SMTP AUTH is used.
  var signsIn: Bool {
    switch mode {
    case .none, .incomingFirst: false
    case .password, .incoming: true
    }
  }

  /// IMAP and POP3 by turns.
  var incoming: DovecotPort.Service {
    SignInCell.mechanisms.firstIndex(of: mechanism).map { $0 % 2 == 0 } ?? true ? .imap : .pop3
  }

  /// What the server has to have seen; of the automatic choice what is best in TLS and without.
  var expected: String? {
    guard signsIn else { return nil }
    if mechanism != "auto" { return mechanism }
    return encryption == .none ? "SCRAM-SHA-256" : "PLAIN"
  }
}

/// The real servers of the table.
struct SignInHouse: Sendable {
  static let shared = Shared { try SignInHouse() }
  static let password = "zaunk0enig \"ü\" 100% \\"

  let authority: CertificateAuthority
  let dovecot: DovecotServer
  let postfix: PostfixServer

  private init() throws {
    authority = try CertificateAuthority(name: "Sign-in Root")
    let certificate = try authority.issue()
    let names = SignInCell.table().map(\.name)
    dovecot = try DovecotServer(
      users: Dictionary(uniqueKeysWithValues: names.map { ($0, Self.password) }),
      ports: Dictionary(
        uniqueKeysWithValues: [DovecotPort.Service.imap, .pop3].flatMap { service in
          PortSecurity.allCases.map {
            ("\(service.rawValue)-\($0.rawValue)", DovecotPort(service, $0))
          }
        }), certificate: certificate)
    var ports: [String: PostfixPort] = [:]
    for security in PortSecurity.allCases {
      ports["login-\(security.rawValue)"] = PostfixPort(security, login: .required)
      // These offer AUTH all the same: nobody may use it. That mailboxes come first is demanded in
      // `MailboxFirstTests`.
      ports["open-\(security.rawValue)"] = PostfixPort(security, login: .offered)
      for mode in [AuthenticationMode.none, .incomingFirst] {
        ports["\(mode.text)-\(security.rawValue)"] = PostfixPort(security, login: .offered).with {
          $0.recordsCommands = true
        }
      }
    }
    postfix = try PostfixServer(ports: ports, certificate: certificate, logins: dovecot)
  }

  func sending(_ cell: SignInCell) -> Sending {
    let door = cell.signsIn ? "login" : "open"
    let mailbox = dovecot.endpoint("\(cell.incoming.rawValue)-\(cell.security.rawValue)")
    return Sending(postfix.port("\(door)-\(cell.security.rawValue)"), cell.encryption) {
      $0.host = "127.0.0.1"
      $0.recipient = "\(cell.name)@example.org"
      $0.imported = [authority.certificate]
      $0.smtpPassword = Self.password
      $0.incomingPassword = Self.password
      $0.values = [
        "authentication.mode": cell.mode.text, "authentication.mechanism": cell.mechanism,
        "authentication.user": cell.mode == .incoming ? "somebody else" : cell.name,
        "incoming.protocol": cell.incoming.rawValue, "incoming.server": mailbox.host,
        "incoming.port": "\(mailbox.port)", "incoming.encryption": cell.encryption.text,
        "incoming.user": cell.name,
      ]
      $0.timeout = .seconds(120)
      $0.alsoTrusted = ["\(mailbox.host)_\(mailbox.port)"]
    }
  }
}
