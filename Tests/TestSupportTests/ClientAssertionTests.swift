import Foundation
import TestSupport
import Testing

/// An application signs in by its certificate (RFC 7523); `openssl` signs here.
@Suite struct ClientAssertionTests {
  static let certificate = Shared {
    try CertificateAuthority.selfSigned(CertificateRequest(key: .rsa(2048)))
  }
  static let authority = Shared { try CertificateAuthority(name: "Assertion Test Root") }

  private func start() async throws -> TokenClient {
    var registration = OpenIDProvider.Registration()
    registration.clientCertificate = try await Self.certificate.get().certificate
    return TokenClient(
      provider: try OpenIDProvider(registration, certificates: try await Self.authority.get()))
  }

  private func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// The fields that show who the application is.
  private func credential(
    _ client: TokenClient, by certificate: IssuedCertificate, algorithm: String = "RS256",
    identifier: String = UUID().uuidString, audience: String? = nil
  ) async throws -> [String: String] {
    let id = client.provider.registration.clientID
    let hash = certificate.fingerprint.split(separator: ":").compactMap { UInt8($0, radix: 16) }
    let now = Int(Date().timeIntervalSince1970)
    let header = ["alg": algorithm, "typ": "JWT", "x5t#S256": base64URL(Data(hash))]
    let claims: [String: Any] = [
      "aud": audience ?? client.url("oauth2/v2.0/token"), "iss": id, "sub": id,
      "jti": identifier, "nbf": now, "exp": now + 300,
    ]
    let input = try [header, claims].map {
      base64URL(try JSONSerialization.data(withJSONObject: $0))
    }.joined(separator: ".")
    let padding =
      algorithm == "PS256"
      ? ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"] : []
    let signature = try await Command.run(
      "openssl", ["dgst", "-sha256", "-sign", certificate.key] + padding, input: Data(input.utf8))
    return [
      "client_id": id, "client_assertion": "\(input).\(base64URL(signature.outputData))",
      "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    ]
  }

  private func code(_ answer: [String: Any]) -> Int? { (answer["error_codes"] as? [Int])?.first }

  @Test(arguments: ["RS256", "PS256"])
  func `an assertion is good once`(algorithm: String) async throws {
    let client = try await start()
    let fields = try await credential(
      client, by: try await Self.certificate.get(), algorithm: algorithm)
    #expect(try client.askAlone(fields)["access_token"] is String)
    #expect(code(try client.askAlone(fields)) == 700027)
  }

  @Test func `an assertion by another key, or for another endpoint, is refused`() async throws {
    let client = try await start()
    let other = try CertificateAuthority.selfSigned(CertificateRequest(key: .rsa(2048)))
    #expect(code(try client.askAlone(try await credential(client, by: other))) == 700027)
    let elsewhere = try await credential(
      client, by: try await Self.certificate.get(), audience: "https://login.example/token")
    #expect(code(try client.askAlone(elsewhere)) == 700027)
  }

  @Test func `the secret opens nothing where a certificate is registered`() async throws {
    let client = try await start()
    #expect(try client.askAlone()["error"] as? String == "invalid_client")
  }
}
