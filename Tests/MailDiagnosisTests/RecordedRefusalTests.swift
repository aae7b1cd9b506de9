import MailDiagnosis
import MailDialogue
import MailSettings
import SystemAccess
import TestSupport
import Testing

extension RecordedRefusal {
  /// What is observed when an attempt in clear ends with this reply.
  var observation: Observation? {
    var parser = ReplyParser()
    guard case .reply(let reply) = parser.feed(bytes).first else { return nil }
    var observation = Observation(attempt: attempt, stage: stage, ending: .reply(reply))
    observation.lastCommand = command == "AUTH" ? "AUTH PLAIN" : command
    guard command != nil else { return observation }
    observation.greeting = Reply(code: 220, lines: ["mail.example.com ESMTP"])
    if command != "EHLO" {
      observation.capabilities = offersSignIn ? ["AUTH PLAIN LOGIN"] : ["SIZE 10240000"]
    }
    return observation
  }

  private var attempt: Attempt {
    var attempt = Attempt.example(
      encryption: .none,
      mode: [.signsIn, .token].contains(client)
        ? .password : client == .mailboxFirst ? .incomingFirst : .none)
    attempt.isOAuth = client == .token
    attempt.exchange = client == .token ? try? EntraFaultTests.facts(.delegated) : nil
    return attempt
  }

  private var stage: Stage {
    switch command {
    case nil, "EHLO": .greeting
    case "AUTH": .authentication
    case "MAIL": .sender
    case "RCPT": .recipient
    default: .message
    }
  }
}

@Suite struct RecordedRefusalTests {
  @Test(arguments: RecordedRefusal.all)
  func `what servers say is named`(refusal: RecordedRefusal) throws {
    let diagnosis = try #require(refusal.observation).diagnosis
    #expect(refusal.ids.contains(diagnosis.id))
    #expect(diagnosis.reply.map { String($0.code) } == String(refusal.reply.prefix(3)))
    guard refusal.reply.hasPrefix("4") else { return }
    #expect([.temporary, .configuration, .protocol].contains(diagnosis.exitStatus))
  }

  @Test(arguments: RecordedRefusal.all)
  func `every sentence about it is whole and short`(refusal: RecordedRefusal) throws {
    let diagnosis = try #require(refusal.observation).diagnosis
    for sentence in [diagnosis.cause] + diagnosis.advice {
      #expect(sentence.first?.isUppercase == true && sentence.count <= 320)
      #expect(sentence.hasSuffix(".") || sentence.endsWithCommand)
      #expect(sentence.printable() == sentence)
    }
  }

  @Test func `the tables hold each family of causes`() {
    let families = Set(RecordedRefusal.all.flatMap(\.ids).map { $0.prefix { $0 != "." } })
    #expect(
      families.isSuperset(of: [
        "account", "auth", "data", "greeting", "hello", "limit", "recipient", "sender", "server",
      ]))
    #expect(RecordedRefusal.all.count > 500)
  }

  @Test(arguments: RecordedRefusal.all.filter { $0.command == "AUTH" })
  func `no refusal of a sign-in stays without a cause`(refusal: RecordedRefusal) throws {
    let id = try #require(refusal.observation).diagnosis.id
    let families = ["auth.", "account.", "exchange.", "limit.", "server.", "tls."]
    #expect(families.contains { id.hasPrefix($0) })
  }

  @Test(arguments: [500, 501, 502, 503, 504, 521, 530, 534, 535, 538, 550, 553, 554, 571, 599])
  func `every code at AUTH is a refused sign-in`(code: Int) throws {
    let refusal = try #require(RecordedRefusal.all.first { $0.command == "AUTH" })
    var observation = try #require(refusal.observation)
    observation.ending = .reply(Reply(code: code, lines: ["frobnicated"]))
    #expect(observation.diagnosis.id.hasPrefix("auth."))
    #expect(!observation.diagnosis.fixes.contains { $0.changes["authentication.mode"] == "none" })
  }

  @Test(arguments: RecordedRefusal.all.filter { $0.reply.hasPrefix("4") })
  func `that nothing has to be changed is only said of what passes`(refusal: RecordedRefusal) throws
  {
    let diagnosis = try #require(refusal.observation).diagnosis
    let isPromised = diagnosis.advice.contains { $0.contains("nothing has to be changed") }
    if isPromised { #expect(["server.temporary", "greeting.temporary"].contains(diagnosis.id)) }
  }

  @Test func `a refusal of 60 kB is known by its first words`() throws {
    var observation = try #require(Recording("RCPT", "550 5.1.1 User unknown", "").observation())
    let noise = String(repeating: " account suspended", count: 3_400)
    let start = "User unknown" + String(repeating: " x", count: 300)
    observation.ending = .reply(Reply(code: 550, lines: [start + noise]))
    #expect(observation.diagnosis.id == "recipient.unknown")
  }
}
