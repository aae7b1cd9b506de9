internal import Foundation

/// `openssl s_server`, for handshakes that go wrong in ways that only its options can make.
///
/// Options name certificates themselves, such as `["-cert", leaf.certificate, "-key", leaf.key]`;
/// keep the `IssuedCertificate` alive as long as the server.
public final class OpenSSLServer: ProcessServer {
  /// The port on the loopback address.
  public let port: Int
  /// The process; what it writes tells of handshakes, faults and what clients have sent.
  public let server: ServerProcess

  /// Starts the server with more options (`-tls1_1`, `-cipher …`, `-Verify 1`, `-www` …).
  ///
  /// What is `said` goes to the first client after the handshake, such as an SMTP greeting.
  public init(_ options: [String], host: String = "127.0.0.1", said: String = "") throws {
    port = try FreePort.next()
    let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    let server = try ServerProcess(
      "openssl", ["s_server", "-accept", address] + options, in: TemporaryFolder())
    try server.awaitStart { server.log().contains("ACCEPT") }
    self.server = server
    if !said.isEmpty { say(said) }
  }

  /// Sends a text to the client.
  public func say(_ text: String) { server.write(Data(text.utf8)) }
}
