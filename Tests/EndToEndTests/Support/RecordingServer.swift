import Foundation
import TestSupport

/// A server that accepts everything and remembers what it was told.
enum RecordingServer {
  /// Offers AUTH PLAIN without encryption.
  static func start(at address: String = "127.0.0.1") throws -> ScriptedServer {
    try ScriptedServer(
      smtp: SMTPDialogue(["EHLO": .ehlo(["AUTH PLAIN", "8BITMIME"])]), addresses: [address])
  }

  /// The settings to sign in there as alice; the stored password is "the stored one".
  static func setUp(
    _ server: ScriptedServer, at address: String = "127.0.0.1",
    password: String? = "the stored one"
  ) throws -> SetUp {
    try SetUp(
      """
      [system]
      name = "Your Server"
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "\(address)"
      port = \(server.port)
      [authentication]
      mode = "password"
      user = "alice"

      """,
      secrets: password.map { "[smtp]\npassword = \"\($0)\"\npassword-for = \"\(address)\"\n" })
  }
}

extension ScriptedServer {
  /// The passwords that clients have sent by AUTH PLAIN (RFC 4616), oldest first.
  var passwords: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == "AUTH", words[1] == "PLAIN",
        let data = Data(base64Encoded: String(words[2]))
      else { return nil }
      return data.split(separator: 0).last.map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
