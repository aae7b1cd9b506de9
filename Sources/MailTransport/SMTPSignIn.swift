internal import MailDiagnosis
internal import MailSettings

/// AUTH on an open SMTP connection (RFC 4954): one attempt, never a loop, since servers lock accounts.
struct SMTPSignIn {
  private let dialogue: SMTPDialogue
  private let login: Login
  private var conversation: Conversation { dialogue.conversation }

  /// RFC 4954 section 4.3 allows AUTH lines of 12,288 octets, but a command line has 512.
  private static let longestCommand = 510
  /// No mechanism has more steps.
  private static let mostSteps = 6

  init(_ dialogue: SMTPDialogue, _ login: Login) {
    self.dialogue = dialogue
    self.login = login
  }

  /// Signs in and gives the mechanism; returns only after the server's own 235.
  func run() throws(Interruption) -> SASLMechanism {
    let mechanism = try mechanism()
    var exchange = mechanism.exchange(login)
    var initial = exchange.initialResponse()
    var reply = try begin(mechanism, &initial)
    for _ in 0..<Self.mostSteps where reply.code == 334 {
      let challenge = [UInt8](base64: conversation.challenge) ?? []
      note(conversation.challenge)
      let response = try response(&exchange, initial, challenge)
      initial = nil
      reply = try dialogue.command(response.base64, name: nil)
    }
    guard reply.code == 235 else { throw Interruption(.reply(reply)) }
    guard exchange.isServerProven else {
      throw Interruption(.other("the server did not prove that it knows the password"))
    }
    return mechanism
  }

  /// The next answer; where the server's part is wrong, the sign-in is called off (RFC 4954 section 4).
  private func response(
    _ exchange: inout any SASLExchange, _ initial: [UInt8]?, _ challenge: [UInt8]
  ) throws(Interruption) -> [UInt8] {
    do throws(SASLFailure) {
      if let initial { return initial }
      return try exchange.respond(to: challenge)
    } catch {
      _ = try dialogue.command("*", name: nil)
      throw Interruption(.other(error.text))
    }
  }

  /// Sends AUTH, with the initial response where it fits; then none is left to send.
  private func begin(
    _ mechanism: SASLMechanism, _ initial: inout [UInt8]?
  ) throws(Interruption) -> Reply {
    let command = "AUTH \(mechanism.rawValue)"
    if let encoded = initial?.base64,
      command.utf8.count + 1 + encoded.utf8.count <= Self.longestCommand
    {
      initial = nil
      return try dialogue.command("\(command) \(encoded)", name: command)
    }
    return try dialogue.command(command, name: command)
  }

  /// With a token a challenge is the description of an error.
  private func note(_ challenge: String) {
    guard case .token = login.key, let text = Challenge.decode(challenge) else { return }
    conversation.observation.challenge = conversation.transcript.redacted(text)
  }

  /// The mechanisms that a server offers: `AUTH PLAIN LOGIN`, and `AUTH=PLAIN` of old ones.
  static func offered(_ capabilities: [String]) -> [String]? {
    let lists = capabilities.compactMap { line -> [String]? in
      let words = line.uppercased().split { $0 == " " || $0 == "=" || $0 == "\t" }
      return words.first == "AUTH" ? words.dropFirst().map(String.init) : nil
    }
    return lists.isEmpty ? nil : lists.flatMap(\.self)
  }

  private func mechanism() throws(Interruption) -> SASLMechanism {
    guard let offered = Self.offered(conversation.capabilities) else {
      throw Interruption(.noAuthentication)
    }
    let isEncrypted = conversation.observation.isEncrypted
    if let mechanism = SASLMechanism.chosen(for: login, offered: offered, isEncrypted: isEncrypted)
    {
      return mechanism
    }
    if login.mechanism.text == "GSSAPI", offered.contains("GSSAPI") {
      throw Interruption(.kerberos)
    }
    throw Interruption(.noMechanism(offered))
  }
}
