import TestSupport

/// A server that stops at one place of the dialogue on the first connection, and works on the next.
enum StoppingServer: String, CaseIterable {
  case greeting, hello, startTLS, handshake, ssl, login, sender, recipient, data, end

  /// How the set-up encrypts.
  var encryption: String {
    switch self {
    case .startTLS, .handshake: "tls"
    case .ssl: "ssl"
    case .greeting, .hello, .login, .sender, .recipient, .data, .end: "none"
    }
  }

  /// The stage in which an attempt ends.
  var stage: String {
    switch self {
    case .greeting, .hello: "greeting"
    case .startTLS, .handshake, .ssl: "encryption"
    case .login: "authentication"
    case .sender: "sender"
    case .recipient: "recipient"
    case .data, .end: "message"
    }
  }

  /// The line at which the server stops; nil where it has got none.
  private var line: String? {
    switch self {
    case .greeting, .ssl: nil
    case .hello: "EHLO"
    case .startTLS, .handshake: "STARTTLS"
    case .login: "AUTH"
    case .sender: "MAIL"
    case .recipient: "RCPT"
    case .data: "DATA"
    case .end: "."
    }
  }

  /// Starts the server; what it does where it stops is `.silence`, `.close` or `.reset`.
  func start(_ last: ScriptStep, _ certificate: IssuedCertificate) throws -> ScriptedServer {
    let tls = ScriptedTLS(certificate)
    let works: [ScriptStep] =
      (self == .ssl ? [.startTLS(tls)] : []) + [.smtp(Self.dialogue(tls, [:]))]
    return try ScriptedServer(scripts: [script(last, tls), works])
  }

  private func script(_ last: ScriptStep, _ tls: ScriptedTLS) -> [ScriptStep] {
    let stop = SMTPDialogue.Reply.steps([last])
    switch self {
    case .greeting, .ssl: return [last]
    case .handshake:
      return [.smtp(Self.dialogue(tls, ["STARTTLS": .steps([.send("220 go\r\n"), last])]))]
    case .hello, .startTLS, .login, .sender, .recipient, .data, .end:
      return [.smtp(Self.dialogue(tls, line.map { [$0: stop] } ?? [:]))]
    }
  }

  private static func dialogue(
    _ tls: ScriptedTLS, _ replies: [String: SMTPDialogue.Reply]
  ) -> SMTPDialogue {
    let all: [String: SMTPDialogue.Reply] = [
      "EHLO": .ehlo(["STARTTLS", "AUTH PLAIN"]), "STARTTLS": .startingTLS("220 go", tls),
    ]
    return SMTPDialogue(
      all.merging(replies) { $1 }, whenEncrypted: ["EHLO": .ehlo(["AUTH PLAIN"])])
  }

  /// Waits until the server has come to where it stops.
  func waitForStop(_ server: ScriptedServer) async throws {
    try await server.waitForConnections()
    if let line { try await server.waitForLine(beginning: line) }
  }

  /// The settings for this server.
  func setUp(_ server: ScriptedServer) throws -> SetUp {
    try SetUp(
      """
      [system]
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "127.0.0.1"
      port = \(server.port)
      encryption = "\(encryption)"
      [authentication]
      mode = "password"
      user = "alice"

      """, secrets: "[smtp]\npassword = \"the stored one\"\npassword-for = \"127.0.0.1\"\n")
  }
}
