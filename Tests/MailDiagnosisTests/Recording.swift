import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

/// A refusal as a server said it: the last command, the raw reply, and what it means.
struct Recording: CustomTestStringConvertible {
  let command: String?
  let raw: String
  let id: String
  var mode = AuthenticationMode.password

  init(_ command: String?, _ raw: String, _ id: String, mode: AuthenticationMode = .password) {
    self.command = command
    self.raw = raw
    self.id = id
    self.mode = mode
  }

  var testDescription: String { "\(id): \(command ?? "banner") → \(raw)" }

  /// The reply, read by the parser from the bytes on the wire.
  var reply: Reply? {
    var parser = ReplyParser()
    let bytes = raw.split(separator: "\n").map { $0 + "\r\n" }.joined()
    guard case .reply(let reply) = parser.feed(bytes.utf8).first else { return nil }
    return reply
  }

  /// What is observed when the attempt ends with this reply.
  func observation(encryption: Encryption = .tls, isEncrypted: Bool = true) -> Observation? {
    guard let reply else { return nil }
    let attempt = Attempt.example(encryption: encryption, mode: mode)
    var observation = Observation(attempt: attempt, stage: stage, ending: .reply(reply))
    observation.lastCommand = command
    observation.isEncrypted = isEncrypted
    if command != nil { observation.greeting = Reply(code: 220, lines: ["mail.example.com ESMTP"]) }
    return observation
  }

  private var stage: Stage {
    switch command?.split(separator: " ").first {
    case nil, "EHLO": .greeting
    case "STARTTLS": .encryption
    case "AUTH": .authentication
    case "MAIL": .sender
    case "RCPT": .recipient
    default: .message
    }
  }
}

extension Attempt {
  static func example(
    service: MailService = .smtp, port: Port = 587, encryption: Encryption = .tls,
    mode: AuthenticationMode = .password, host: HostName = "mail.example.com"
  ) -> Attempt {
    Attempt(
      Endpoint(service, host: host, port: port, encryption: encryption), mode: mode,
      user: mode == .none ? nil : "ada", sender: "app@example.com", recipient: "bob@example.net",
      helloName: "localhost")
  }
}
