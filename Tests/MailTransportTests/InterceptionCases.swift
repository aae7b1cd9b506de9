import MailDiagnosis
import TestSupport

/// Chains that end in a root which this machine does not know.
extension ChainCase {
  private static func shown(
    _ name: String, below root: String, sendsRoot: Bool = true
  ) -> @Sendable () throws -> FaultyChain {
    {
      // A slash would begin the next part of the subject.
      let root = try CertificateAuthority(name: root.replacing("/", with: "\\/"))
      let leaf = try root.issue(CertificateRequest(names: [name], addresses: []))
      return FaultyChain(leaf, sent: sendsRoot ? [root] : [], trusted: [])
    }
  }

  private static func provider(_ host: String, _ root: String) -> ChainCase {
    ChainCase(
      "\(host) by \(root)", [.intercepted, .unknownRoot], depth: 0, host: host,
      words: "reads along", make: shown(host, below: root))
  }

  static let interceptions: [ChainCase] = [
    provider("smtp.gmail.com", "Corporate Proxy CA"),
    provider("smtp.office365.com", "Avast Web/Mail Shield Root"),
    provider("smtp-mail.outlook.com", "x"), provider("smtp.mail.yahoo.com", "x"),
    provider("email-smtp.eu-west-1.amazonaws.com", "Inspection"), provider("mail.gmx.net", "x"),
    provider("smtp.163.com", "GTS Root R1"),
    ChainCase(
      "a provider without the root", [.intercepted, .unknownIssuer], host: "smtp.gmail.com",
      words: "last resort", make: shown("smtp.gmail.com", below: "Proxy", sendsRoot: false)),
    ChainCase(
      "a provider whose known authority is missing here", [.unknownIssuer], host: "smtp.gmail.com",
      words: "GTS Root R9", make: shown("smtp.gmail.com", below: "GTS Root R9", sendsRoot: false)),
    ChainCase(
      "a scanner at any host", [.intercepted, .unknownRoot], host: "mail.example.com",
      words: "virus scanner",
      make: shown("mail.example.com", below: "AVG Web/Mail Shield Root")),
    ChainCase(
      "a customer's machine at a provider", [.unknownRoot], depth: 1,
      host: "ec2-192-0-2-1.eu-west-1.compute.amazonaws.com",
      words: "private authority",
      make: shown("ec2-192-0-2-1.eu-west-1.compute.amazonaws.com", below: "x")),
    ChainCase(
      "a private authority of a private server", [.unknownRoot], depth: 1,
      host: "mail.example.com", words: "private authority",
      make: shown("mail.example.com", below: "Example CA")),
  ]
}
