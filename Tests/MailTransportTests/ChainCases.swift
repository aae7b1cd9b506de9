import Foundation
import MailDiagnosis
import TestSupport

/// Faults above the server's own certificate.
extension ChainCase {
  private static let yesterday = Date(timeIntervalSinceNow: -86_400)
  private static let tomorrow = Date(timeIntervalSinceNow: 86_400)

  private static func authority(
    _ name: String, below parent: CertificateAuthority? = nil,
    key: CertificateRequest.Key = .ec, from: Date = Date(timeIntervalSinceNow: -30 * 86_400),
    until: Date = Date(timeIntervalSinceNow: 900 * 86_400),
    digest: CertificateRequest.Digest = .sha256, _ extensions: String? = nil,
    sharing other: CertificateAuthority? = nil
  ) throws -> CertificateAuthority {
    try CertificateAuthority(
      name: name, parent: parent, key: key, from: from, until: until, digest: digest,
      extensions: extensions ?? CertificateAuthority.usualExtensions, sharing: other)
  }

  /// A root, an authority below it that is odd in some way, and a leaf.
  private static func below(
    _ make: @escaping @Sendable (CertificateAuthority) throws -> CertificateAuthority,
    _ request: CertificateRequest = CertificateRequest()
  ) -> @Sendable () throws -> FaultyChain {
    {
      let root = try authority("Test Root", key: .rsa(2048))
      let odd = try make(root)
      return FaultyChain(try odd.issue(request), sent: [odd], trusted: [root])
    }
  }

  /// With a limit on the authorities below, on the names, or with something that nobody knows.
  private static func extensions(_ lines: String) -> String {
    "keyUsage = critical, keyCertSign, cRLSign\nsubjectKeyIdentifier = hash\n\(lines)\n"
  }

  static let authorities: [ChainCase] = [
    ChainCase("good", [], make: below { try $0.intermediate(name: "Issuing") }),
    ChainCase(
      "expired intermediate", [.expired], depth: 1, words: "intermediate authority “Old” in the",
      make: below { try authority("Old", below: $0, until: yesterday) }),
    ChainCase(
      "intermediate not yet valid", [.notYetValid], depth: 1, words: "authority “New”",
      make: below { try authority("New", below: $0, from: tomorrow) }),
    ChainCase(
      "SHA-1 intermediate", [.weak], depth: 1, words: "ecdsa-with-SHA1",
      make: {
        let root = try authority("Root")
        let weak = try authority("Weak", below: root, digest: .sha1)
        return FaultyChain(try weak.issue(), sent: [weak], trusted: [root])
      }),
    ChainCase(
      "RSA 1024 intermediate", [.weak], depth: 1, words: "RSA 1024",
      make: below { try authority("Small", below: $0, key: .rsa(1024)) }),
    ChainCase(
      "signed by a certificate that is no authority's", [.purpose], depth: 1, words: "not made for",
      make: below {
        try authority("Leaf", below: $0, "basicConstraints = critical, CA:FALSE\n")
      }),
    ChainCase(
      "path length exceeded", [.other], depth: 2, words: "more authorities below it",
      make: {
        let root = try authority("Root")
        let upper = try authority(
          "Upper", below: root, extensions("basicConstraints = critical, CA:TRUE, pathlen:0"))
        let lower = try authority("Lower", below: upper)
        return FaultyChain(try lower.issue(), sent: [lower, upper], trusted: [root])
      }),
    ChainCase(
      "outside of the authority's names", [.other], words: "may not vouch for",
      make: below {
        try authority(
          "Bound", below: $0,
          extensions(
            "basicConstraints = critical, CA:TRUE\n"
              + "nameConstraints = critical, permitted;DNS:example.com"))
      }),
    ChainCase(
      "unknown critical extension above", [.other], depth: 1, words: "critical extension",
      make: below {
        try authority(
          "Odd", below: $0,
          extensions("basicConstraints = critical, CA:TRUE\n1.2.3.4 = critical, ASN1:NULL"))
      }),
    ChainCase(
      "expired root that was imported", [.expired], depth: 1, origin: .imported, words: "imported",
      make: {
        let root = try authority("Gone", until: yesterday)
        return FaultyChain(try root.issue(), trusted: [root])
      }),
    ChainCase(
      "a signature that was altered", [.other], words: "wrong signature",
      make: {
        let root = try authority("Root")
        let leaf = try root.issue()
        return try FaultyChain(leaf, trusted: [root]).withAlteredSignature()
      }),
  ]

  /// The way over an authority that has expired is not the only one: AddTrust in 2020, DST Root CA
  /// X3 in 2021.
  static let crossSigned: [ChainCase] = [
    ChainCase(
      "expired cross-signature beside a trusted root", [],
      make: {
        let old = try authority("Old Root", until: yesterday)
        let root = try authority("Root")
        let cross = try authority("Root", below: old, until: yesterday, sharing: root)
        let issuing = try root.intermediate(name: "Issuing")
        return FaultyChain(try issuing.issue(), sent: [issuing, cross], trusted: [root, old])
      }),
    ChainCase(
      "expired intermediate beside its successor", [],
      make: {
        let root = try authority("Root")
        let new = try authority("Issuing", below: root)
        let old = try authority("Issuing", below: root, until: yesterday, sharing: new)
        return FaultyChain(try new.issue(), sent: [old, new], trusted: [root])
      }),
  ]
}
