import MailSettings
import TestSupport
import Testing

@Suite struct DraftProblemsTests {
  @Test func `an empty draft needs an address and a server, and nothing else`() {
    #expect(
      Draft().problems == [
        SettingProblem(key: "system.address", problem: .missing("system.address")),
        SettingProblem(key: "smtp.server", problem: .missing("smtp.server")),
      ])
    #expect(Draft.complete().problems.isEmpty)
  }

  @Test(arguments: [
    (["authentication.mode": "password"], ["authentication.user", "smtp.password"]),
    (
      ["authentication.mode": "incoming"],
      ["incoming.server", "incoming.user", "incoming.password"]
    ),
    (
      ["authentication.mode": "incoming-first", "incoming.user": "a"],
      ["incoming.server", "incoming.password"]
    ),
    (
      ["authentication.mode": "password", "authentication.password-command": "x"],
      ["authentication.user"]
    ),
    (["protocol": "exchange"], ["exchange.tenant", "exchange.client-id", "exchange.app-url"]),
    (
      ["protocol": "exchange", "smtp.server": ""],
      ["exchange.tenant", "exchange.client-id", "exchange.app-url"]
    ),
    (
      ["smtp.port": "0", "connections.maximum": "x", "message.encoding": "y"],
      ["smtp.port", "message.encoding", "connections.maximum"]
    ),
    (["smtp.server": "a b", "system.address": "a"], ["system.address", "smtp.server"]),
    (["protocol": "x"], ["protocol"]), (["authentication.mode": "x"], ["authentication.mode"]),
  ])
  func `everything that is wrong or missing is named at once`(
    texts: [String: String], keys: [String]
  ) {
    #expect(Draft.complete(texts).problems.map(\.key.name) == keys)
  }

  @Test(arguments: [
    ["exchange.tenant": "x"], ["incoming.port": "x"], ["authentication.user": "a\nb"],
    ["protocol": "exchange", "smtp.port": "x"],
  ])
  func `a wrong text that does not count is known but keeps nobody from sending`(
    texts: [String: String]
  ) {
    let draft = Draft.complete(texts)
    #expect(draft.wrongTexts.count == 1)
    #expect(!draft.problems.contains { $0 == draft.wrongTexts.first })
  }

  @Test func `a stored password of another host is a problem at its key`() {
    var draft = Draft.complete(["authentication.mode": "password", "authentication.user": "a"])
    draft.smtp.password.stored = .init(Secret("x"), host: "old.example")
    #expect(
      draft.problems == [
        SettingProblem(
          key: "smtp.password",
          problem: .passwordForOtherHost(given: "old.example", now: "mail.example.com"))
      ])
    draft.smtp.password.type("again")
    #expect(draft.problems.isEmpty)
  }

  @Test func `an empty stored password is none`() {
    var draft = Draft.complete(["authentication.mode": "password", "authentication.user": "a"])
    draft.smtp.password.stored = .init(Secret(""), host: nil)
    #expect(draft.problems.map(\.problem) == [.noPassword(user: "a")])
  }
}
