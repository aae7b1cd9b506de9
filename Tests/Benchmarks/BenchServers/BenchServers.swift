import Foundation
import TestSupport

/// A Postfix with STARTTLS and AUTH for the benchmarks, until standard input ends.
///
/// Prints where it is as one line of JSON. A benchmark's client has to do both: encrypt, then sign
/// in.
@main
enum BenchServers {
  private struct Place: Encodable {
    let port: Int
    let user: String
    let password: String
    let recipient: String
    let authority: String
    let fingerprint: String
  }

  static func main() throws {
    let (user, password) = ("alice@example.org", "correct horse battery")
    let authority = try CertificateAuthority(name: "Postern Benchmark Root")
    let certificate = try authority.issue()
    let logins = try DovecotServer(users: [user: password], mechanisms: ["plain", "login"])
    let submission = PostfixPort(.startTLSRequired, login: .required).with {
      $0.loginOnlyInTLS = true
    }
    let postfix = try PostfixServer(
      ports: ["submission": submission], certificate: certificate, logins: logins)
    let place = Place(
      port: postfix.port("submission"), user: user, password: password,
      recipient: "bench@example.org", authority: authority.certificate,
      fingerprint: certificate.fingerprint)
    let line = try JSONEncoder().encode(place) + Data("\n".utf8)
    try FileHandle.standardOutput.write(contentsOf: line)
    _ = try FileHandle.standardInput.readToEnd()
    postfix.stop()
    logins.stop()
  }
}
