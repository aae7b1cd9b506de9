internal import Foundation

/// `openssl s_server`, for handshakes that go wrong in ways that only its options can make.
///
/// Options name certificates themselves, such as `["-cert", leaf.certificate, "-key", leaf.key]`;
/// keep the `IssuedCertificate` alive as long as the server.
public final class OpenSSLServer: Sendable {
  /// The port on the loopback address.
  public let port: Int
  private let process: ChildProcess
  private let folder: TemporaryFolder

  /// Starts the server with more options (`-tls1_1`, `-cipher …`, `-Verify 1`, `-www` …).
  ///
  /// What is `said` goes to the first client after the handshake, such as an SMTP greeting.
  public init(_ options: [String], host: String = "127.0.0.1", said: String = "") throws {
    port = try FreePort.next()
    folder = try TemporaryFolder()
    let address = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    process = try ChildProcess(
      "openssl", ["s_server", "-accept", address] + options, log: folder.file("log"))
    try Waiting.until("openssl s_server") {
      if let status = process.status { throw TestFailure("s_server ended: \(status)\n\(log())") }
      return log().contains("ACCEPT") ? true : nil
    }
    if !said.isEmpty { say(said) }
  }

  deinit { stop() }

  /// Sends a text to the client.
  public func say(_ text: String) { process.write(Data(text.utf8)) }

  /// All that the server has written: handshakes, faults and what clients have sent.
  public func log() -> String { folder.text("log") }

  /// Waits until the output holds a text, and returns the lines that do.
  @discardableResult
  public func waitForLog(
    containing text: String, within seconds: Double = 20
  ) async throws -> [String] {
    try await LogLines.wait(for: text, within: seconds) { self.log() }
  }

  /// Ends the server.
  public func stop() { process.terminate() }
}
