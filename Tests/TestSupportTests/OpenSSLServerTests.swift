import Foundation
import TestSupport
import Testing

@Suite struct OpenSSLServerTests {
  @Test func `it says what it is told after the handshake`() async throws {
    let leaf = try CertificateAuthority.selfSigned()
    let server = try OpenSSLServer(
      ["-cert", leaf.certificate, "-key", leaf.key], said: "220 sealed.example ESMTP\r\n")
    let result = try await Python.run(
      """
      import socket, ssl
      c = ssl._create_unverified_context()
      s = c.wrap_socket(socket.create_connection(('127.0.0.1', \(server.port))))
      print(s.recv(99))
      """)
    #expect(result.output.contains("sealed.example"), "\(result.errors)")
  }

  @Test func `it speaks an old version only, or demands a certificate`() async throws {
    let leaf = try CertificateAuthority.selfSigned(.init(key: .rsa(2048)))
    let certificate = ["-cert", leaf.certificate, "-key", leaf.key]
    let old = try OpenSSLServer(certificate + ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
    let connect = { (port: Int) in
      try await Command.run("openssl", ["s_client", "-connect", "127.0.0.1:\(port)"])
    }
    let refused = try await connect(old.port)
    #expect(refused.errors.contains("legacy sigalg disallowed"), "\(refused.errors)\(old.log())")
    let strict = try OpenSSLServer(certificate + ["-Verify", "1", "-tls1_2"])
    #expect(try await connect(strict.port).errors.contains("handshake failure"))
  }
}
