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
    let words = CommandLine.arguments
    if words.count == 3, words[1] == "null-client", let sink = Int(words[2]) {
      return try nullClient(sink)
    }
    try submission()
  }

  private struct NullClient: Encodable {
    let port: Int
    let configuration: String
  }

  /// A Postfix that passes everything on to a sink; for each line of standard input it tells how
  /// many mails it has passed on.
  private static func nullClient(_ sink: Int) throws {
    let postfix = try PostfixServer(
      ports: ["plain": .plain],
      options: [
        "default_transport": "smtp", "relayhost": "[127.0.0.1]:\(sink)",
        "smtp_host_lookup": "native", "mynetworks": "127.0.0.0/8, [::1]/128",
        "smtpd_relay_restrictions": "permit_mynetworks, reject",
        "virtual_mailbox_domains": "",
      ])
    let place = NullClient(port: postfix.port("plain"), configuration: postfix.configuration)
    try tell(try JSONEncoder().encode(place))
    while readLine() != nil {
      let sent = postfix.log().components(separatedBy: "status=sent").count - 1
      try tell(Data("\(sent)".utf8))
    }
    postfix.stop()
  }

  private static func tell(_ line: Data) throws {
    try FileHandle.standardOutput.write(contentsOf: line + Data("\n".utf8))
  }

  private static func submission() throws {
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
    try tell(try JSONEncoder().encode(place))
    _ = try FileHandle.standardInput.readToEnd()
    postfix.stop()
    logins.stop()
  }
}
