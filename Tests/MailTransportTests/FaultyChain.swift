import Foundation
import MailDiagnosis
import TestSupport
import Testing

/// A chain as a server shows it, and what is trusted where it is looked at.
struct FaultyChain: Sendable {
  /// PEM files of the leaf, of its key, and of what else is sent.
  let leaf: String
  let key: String
  var others: [String] = []
  /// PEM files of what is trusted.
  var trusted: [String] = []
  /// Keeps the files.
  let owners: [any Sendable]

  /// A leaf, sent with these authorities, where the last of its own is trusted unless told
  /// otherwise.
  init(
    _ issued: IssuedCertificate, sent: [CertificateAuthority] = [],
    trusted: [CertificateAuthority]
  ) {
    (leaf, key) = (issued.certificate, issued.key)
    others = sent.map(\.certificate)
    self.trusted = trusted.map(\.certificate)
    owners = [issued, sent, trusted]
  }

  /// A certificate signed by itself, by `openssl req`, which takes any subject.
  init(selfSigned subject: String, _ extensions: [String]) throws {
    let folder = try TemporaryFolder()
    (leaf, key) = (folder.file("leaf.pem"), folder.file("key.pem"))
    // No certificate of an authority, as `req -x509` makes it by itself.
    let more = (extensions + ["basicConstraints=CA:FALSE"]).flatMap { ["-addext", $0] }
    let result = try Command.run(
      "openssl",
      [
        "req", "-x509", "-new", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
        "-subj", subject, "-days", "30", "-keyout", key, "-out", leaf,
      ] + more)
    guard result.status == 0 else { throw TestFailure(result.errors) }
    trusted = [leaf]
    owners = [folder]
  }

  /// The same with one bit of the leaf's signature changed, which stands at the end of a
  /// certificate.
  func withAlteredSignature() throws -> FaultyChain {
    let pem = try String(contentsOfFile: leaf, encoding: .utf8)
    let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    guard var der = Data(base64Encoded: base64), let last = der.last else {
      throw TestFailure("no certificate in \(leaf)")
    }
    der[der.count - 1] = last ^ 1
    let altered =
      "-----BEGIN CERTIFICATE-----\n\(der.base64EncodedString(options: .lineLength64Characters))\n"
      + "-----END CERTIFICATE-----\n"
    try altered.write(toFile: leaf, atomically: true, encoding: .utf8)
    return self
  }

  /// Shows the chain to every connection, weak keys and all.
  func server() throws -> (server: OpenSSLServer, files: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let chain = try others.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
    let sent = chain.isEmpty ? [] : ["-cert_chain", try folder.write("chain.pem", chain)]
    let options = ["-cert", leaf, "-key", key, "-cipher", "DEFAULT@SECLEVEL=0"]
    return (try OpenSSLServer(options + sent), folder)
  }
}

/// A kind of faulty chain, and what has to be said of it.
struct ChainCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let faults: [CertificateFault]
  /// How far above the leaf the gravest fault is.
  var depth = 0
  var origin = FaultyCertificate.Origin.server
  var host = "localhost"
  /// Words that the diagnosis must have.
  var words = ""
  /// Refused although OpenSSL alone would take it.
  var isStricter = false
  let make: @Sendable () throws -> FaultyChain

  init(
    _ name: String, _ faults: [CertificateFault], depth: Int = 0,
    origin: FaultyCertificate.Origin = .server, host: String = "localhost", words: String = "",
    isStricter: Bool = false, make: @escaping @Sendable () throws -> FaultyChain
  ) {
    testDescription = name
    (self.faults, self.depth, self.origin, self.host) = (faults, depth, origin, host)
    (self.words, self.isStricter, self.make) = (words, isStricter, make)
  }
}
