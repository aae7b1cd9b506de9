import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

import ServerTrust

/// A real Java application that trusts what was imported here. Needs a JDK and Debian's
/// libjakarta-mail-java.
@Suite struct JakartaMailTests {
  private let home: TemporaryFolder
  private let store: TrustStore

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
  }

  /// Imports what a port of the test server shows.
  private func importing(_ port: String, _ encryption: Encryption) async throws -> Int {
    let servers = try await TrustedDeliveryTests.servers.get()
    let number = servers.postfix.port(port)
    let inspection = try await store.inspect("localhost", number, encryption)
    let leaf = try #require(inspection.chain.first)
    _ = try store.import(inspection, fingerprint: leaf.sha256)
    return number
  }

  @Test(arguments: [("required", Encryption.tls), ("ssl", .ssl), ("alone", .ssl)])
  func `Jakarta Mail sends with what was imported, and not without`(
    port: String, encryption: Encryption
  ) async throws {
    let servers = try await TrustedDeliveryTests.servers.get()
    let number = try await importing(port, encryption)
    let recipient = "java-\(port)@example.org"
    let way = encryption == .ssl ? "ssl" : "starttls"
    let without = try await Self.send(number, way, to: recipient, trusting: nil)
    #expect(without.status != 0)
    #expect(without.errors.contains("unable to find valid certification path"), "\(without.errors)")
    let with = try await Self.send(
      number, way, to: recipient, trusting: home.file("trust/truststore.p12"))
    #expect(with.status == 0, "\(with.errors)")
    #expect(with.output == "sent\n")
    let mails = try await servers.postfix.inbox(of: recipient)
    #expect(mails.count == 1)
    #expect(try ParsedMail(try #require(mails.first)).header("Subject") == "By Jakarta Mail")
  }

  @Test func `an export with this machine's roots serves Jakarta Mail, too`() async throws {
    let servers = try await TrustedDeliveryTests.servers.get()
    let number = try await importing("required", .tls)
    let file = home.file("all.p12")
    try store.export(
      .pkcs12(password: Secret("another password"), includingSystemRoots: true), to: file)
    let sent = try await Self.send(
      number, "starttls", to: "java-roots@example.org", trusting: file, password: "another password"
    )
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try await servers.postfix.inbox(of: "java-roots@example.org").count == 1)
  }

  private static func send(
    _ port: Int, _ way: String, to recipient: String, trusting store: String?,
    password: String = "changeit"
  ) async throws -> CommandResult {
    let trust =
      store.map {
        [
          "-Djavax.net.ssl.trustStore=\($0)", "-Djavax.net.ssl.trustStoreType=PKCS12",
          "-Djavax.net.ssl.trustStorePassword=\(password)",
        ]
      } ?? []
    let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("SendWithTrustStore.java").path
    return try await Command.run(
      "java",
      trust + [
        "-cp", "/usr/share/java/jakarta-mail.jar:/usr/share/java/jakarta-activation.jar", program,
        "localhost", String(port), way, recipient,
      ], environment: ["LC_ALL": "C.UTF-8"], timeout: 120)
  }
}
