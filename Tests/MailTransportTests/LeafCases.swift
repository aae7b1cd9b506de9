import Foundation
import MailDiagnosis
import TestSupport

/// Faults of the server's own certificate, and its names.
extension ChainCase {
  private static func leaf(
    _ request: CertificateRequest
  ) -> @Sendable () throws -> FaultyChain {
    {
      let root = try CertificateAuthority(name: "Test Root", key: .rsa(2048))
      return FaultyChain(try root.issue(request), trusted: [root])
    }
  }

  private static func named(
    _ names: [String], _ addresses: [String] = [], commonName: String = "somebody"
  ) -> @Sendable () throws -> FaultyChain {
    leaf(CertificateRequest(names: names, addresses: addresses, commonName: commonName))
  }

  private static func request(
    _ change: (inout CertificateRequest) -> Void
  ) -> @Sendable () throws -> FaultyChain {
    var request = CertificateRequest()
    change(&request)
    return leaf(request)
  }

  static let leaves: [ChainCase] = [
    ChainCase(
      "client's purpose", [.purpose], words: "not made for a server",
      make: request { $0.purpose = .client }),
    ChainCase(
      "unknown critical extension", [.other], words: "critical extension",
      make: request { $0.moreExtensions = ["1.2.3.4 = critical, ASN1:NULL"] }),
    ChainCase("RSA 1024", [.weak], words: "RSA 1024", make: request { $0.key = .rsa(1024) }),
    ChainCase("MD5", [.weak], words: "md5With", make: request { $0.digest = .md5 }),
    ChainCase("Ed25519", [], make: request { $0.key = .ed25519 }),
    ChainCase(
      "everything at once", [.weak, .purpose, .nameMismatch, .expired], words: "also",
      make: leaf(
        CertificateRequest(
          names: ["a.example"], addresses: [], key: .rsa(1024),
          from: Date(timeIntervalSinceNow: -9e6), until: Date(timeIntervalSinceNow: -9e5),
          purpose: .client))),
    ChainCase(
      "no issuer", [.other], origin: .imported, words: "does not name its issuer", isStricter: true,
      make: { try FaultyChain(selfSigned: "/", ["subjectAltName=critical,DNS:localhost"]) }),
    ChainCase(
      "signed by itself, imported", [],
      make: { try FaultyChain(selfSigned: "/CN=x", ["subjectAltName=DNS:localhost"]) }),
  ]

  static let names: [ChainCase] = [
    ChainCase("upper case", [], make: named(["LocalHost"])),
    ChainCase(
      "the last of a thousand", [], make: named((0..<999).map { "h\($0).example" } + ["localhost"])),
    ChainCase("no name at all", [.nameMismatch], words: "for “somebody”", make: named([])),
    ChainCase("common name alone", [], make: named([], commonName: "localhost")),
    ChainCase(
      "common name beside names", [.nameMismatch],
      make: named(["a.example"], commonName: "localhost")),
    ChainCase(
      "common name beside addresses", [.nameMismatch], words: "but for 192.0.2.1", isStricter: true,
      make: named([], ["192.0.2.1"], commonName: "localhost")),
    ChainCase(
      "address as common name", [.nameMismatch], host: "127.0.0.1",
      words: "as a name, which does not count",
      make: named([], commonName: "127.0.0.1")),
    ChainCase(
      "address among the names", [.nameMismatch], host: "127.0.0.1",
      words: "as a name, which does not count", make: named(["127.0.0.1"])),
    ChainCase("address", [], host: "127.0.0.1", make: named([], ["127.0.0.1"])),
    ChainCase(
      "name for an address", [.nameMismatch], host: "127.0.0.1",
      words: "have a certificate made for 127.0.0.1", make: named(["localhost"])),
    ChainCase(
      "addresses for a name", [.nameMismatch], words: "have a certificate made for localhost",
      make: named([], ["192.0.2.9"])),
    ChainCase("two common names, the last", [], make: twoNames("/CN=a.example/CN=localhost")),
    ChainCase("two common names, the first", [], make: twoNames("/CN=localhost/CN=a.example")),
    ChainCase(
      "a NUL in the name", [.nameMismatch],
      make: request {
        ($0.names, $0.addresses, $0.commonName) = ([], [], "x")
        // dNSName "localhost\0.evil.example"
        $0.moreExtensions = [
          "2.5.29.17 = DER:30:19:82:17:6c:6f:63:61:6c:68:6f:73:74:00:2e:65:76:69:6c:2e:65:78:61:6d:70:6c:65"
        ]
      }),
  ]

  private static func twoNames(_ subject: String) -> @Sendable () throws -> FaultyChain {
    { try FaultyChain(selfSigned: subject, []) }
  }

  static let wildcards: [ChainCase] = [
    ("*.example.com", "mail.example.com", true), ("*.example.com", "example.com", false),
    ("*.example.com", "a.mail.example.com", false), ("mail.*.com", "mail.example.com", false),
    ("*.*.com", "mail.example.com", false),
    ("*", "localhost", false), ("*.com", "example.com", false),
    ("**.example.com", "mail.example.com", false), ("*.EXAMPLE.com", "mail.example.com", true),
    ("mail_server.example.com", "mail_server.example.com", true),
    ("xn--bcher-kva.example", "bücher.example", true),
    ("*.xn--bcher-kva.example", "mail.bücher.example", true),
    ("*.example", "xn--bcher-kva.example", false),
    ("x*.a.example", "xn--bcher-kva.a.example", false),
    ("m*l.example.com", "mail.example.com", false),
    ("*.a.example", "xn--bcher-kva.a.example", true),
  ].map { name, host, isRight in
    ChainCase(
      "\(name) for \(host)", isRight ? [] : [.nameMismatch], host: host, make: named([name]))
  }

  /// OpenSSL's command takes a `*` beside other letters, as RFC 6125 allowed; RFC 9525 does not.
  static let partialWildcards: [ChainCase] = [
    "m*.example.com", "*l.example.com",
  ]
  .map { name in
    ChainCase(
      "\(name) for mail.example.com", [.nameMismatch], host: "mail.example.com",
      words: "In \(name) the * has to be the whole first part", isStricter: true,
      make: named([name]))
  }
}
