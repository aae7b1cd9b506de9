import Foundation
import TestSupport

/// `openssl s_client`, the reference for what is right and wrong in TLS.
struct SClient {
  let port: Int
  var host = "localhost"
  /// The protocol to begin TLS in, nil for TLS from the first byte.
  var startTLS: String?
  /// PEM files of what is trusted besides the system's roots.
  var trusting: [String] = []

  /// Until the server hangs up, which it has to: what it says while it connects and verifies,
  /// faults included.
  func run() async throws -> String {
    let folder = try TemporaryFolder()
    let roots = try trusting.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
    let isAddress = host.allSatisfy { $0.isNumber || $0 == "." }
    var arguments = ["s_client", "-connect", "127.0.0.1:\(port)", "-min_protocol", "TLSv1.2"]
    arguments += ["-verify_return_error", "-partial_chain"]
    arguments +=
      isAddress ? ["-verify_ip", host] : ["-verify_hostname", host, "-servername", host]
    // Waits for what the server says after its handshake.
    arguments.append("-ign_eof")
    if !roots.isEmpty { arguments += ["-CAfile", try folder.write("roots.pem", roots)] }
    if let startTLS { arguments += ["-starttls", startTLS] }
    // After STARTTLS the client speaks first again.
    let hello = startTLS == nil ? "" : "EHLO client.example.org\r\n"
    let result = try await Command.run("openssl", arguments, input: Data(hello.utf8))
    return withExtendedLifetime(folder) { result.output + result.errors }
  }

  /// OpenSSL's verify results, `X509_V_ERR_…`.
  func verifyCodes() async throws -> [Int] {
    let text = try await run()
    let codes = text.matches(of: /verify error:num=(\d+)/).compactMap { Int($0.output.1) }
    guard !codes.isEmpty else { throw TestFailure("s_client finds no fault: \(text)") }
    return codes
  }
}
