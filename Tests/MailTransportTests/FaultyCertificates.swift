import Foundation
import TestSupport

/// A certificate for each fault, by the name of the port that shows it.
struct FaultyCertificates: Sendable {
  let root: CertificateAuthority
  let byPort: [String: IssuedCertificate]

  init() throws {
    // MD5 needs an RSA key.
    root = try CertificateAuthority(name: "Test Root", key: .rsa(2048))
    let below = try root.intermediate(name: "Test Intermediate")
    let past = try CertificateAuthority(
      name: "Past Intermediate", parent: root, until: Date(timeIntervalSinceNow: -86_400))
    var made = try Self.requests.mapValues { [root] in try root.issue($0) }
    made["self-signed"] = try CertificateAuthority.selfSigned()
    made["unknown-issuer"] = try below.issue()
    made["missing-intermediate"] = made["unknown-issuer"]
    made["expired-authority"] = try past.issue()
    byPort = made
  }

  private static let requests: [String: CertificateRequest] = [
    "unknown-root": CertificateRequest(), "expired": .expired, "not-yet-valid": .notYetValid,
    "other-name": CertificateRequest(names: ["mail.example.com"]),
    "other-address": CertificateRequest(addresses: ["192.0.2.1"]),
    "weak-key": CertificateRequest(key: .rsa(1024)), "sha1": CertificateRequest(digest: .sha1),
    "md5": CertificateRequest(digest: .md5), "client-purpose": CertificateRequest(purpose: .client),
  ]

  /// The files that a Postfix port shows: what is missing or too much is part of the fault.
  func postfixPort(_ name: String, _ certificate: IssuedCertificate) -> PostfixPort {
    let shown =
      switch name {
      case "unknown-root": certificate.chainWithRoot
      case "missing-intermediate": certificate.certificate
      default: certificate.chain
      }
    return PostfixPort.ssl.with {
      $0.certificate = certificate
      $0.options = ["smtpd_tls_chain_files": "\(certificate.key), \(shown)"]
      $0.recordsCommands = true
    }
  }
}

/// A leaf below so many authorities, one under the other, all with one key.
struct LongChain {
  let leaf: String
  let others: String
  let key: String
  private let folder: TemporaryFolder

  init(_ count: Int) throws {
    folder = try TemporaryFolder()
    (leaf, others, key) = (folder.file("leaf.pem"), folder.file("others.pem"), folder.file("key"))
    let result = try Command.run(
      "sh", ["-ec", Self.script, "sh", String(count)], folder: folder.path, timeout: 120)
    guard result.status == 0 else { throw TestFailure(result.errors) }
  }

  private static let script = """
    openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key
    echo "basicConstraints=critical,CA:TRUE" >ca.ext
    printf 'subjectAltName=DNS:localhost\\nbasicConstraints=CA:FALSE\\n' >leaf.ext
    make() {
      openssl req -new -key key -subj "/CN=$1" -out request
      openssl x509 -req -in request -days 30 -set_serial "$4" -extfile "$3.ext" $5 -out "$2" 2>log
    }
    make "Root" above ca 1 "-signkey key"
    cp above others.pem
    number=1
    while [ $number -lt $1 ]; do
      make "Authority $number" next ca $number "-CA above -CAkey key"
      cat next others.pem >all && mv all others.pem && mv next above
      number=$((number + 1))
    done
    make localhost leaf.pem leaf 7 "-CA above -CAkey key"
    """
}
