import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import Testing

@testable import Wizard

/// Finding out how many connections the server bears.
@Suite struct LimitTests {
  private func asking() -> Typist {
    var typist = Typist(Example.filled.draft, section: .connectionLimit)
    typist.focus("findLimit")
    typist.press(.enter)
    return typist
  }

  private func looking() -> Typist {
    var typist = asking()
    typist.press(.right, .enter)
    return typist
  }

  private func refusal() -> Diagnosis {
    Diagnosis(
      finding: .greetingTooMany, stage: .greeting, reason: .system(.files), responsible: .provider,
      fixes: [], reply: Reply(code: 421, lines: ["too many connections"]))
  }

  @Test func `it asks first, and no is what Enter means`() {
    var typist = asking()
    #expect(typist.state.dialog == .findLimit(0) && typist.effects.isEmpty)
    typist.press(.enter)
    #expect(typist.state.dialog == nil && typist.effects.isEmpty && typist.state.work == nil)
  }

  @Test func `yes begins, with the rest of the form`() throws {
    let typist = looking()
    guard case .findLimit(let run, let settings)? = typist.effects.last else {
      Issue.record("\(typist.effects)")
      return
    }
    #expect(run == typist.state.work?.run && settings.connectionLimit == nil)
  }

  @Test func `Escape ends it, and what comes late is ignored`() throws {
    var typist = looking()
    let run = try #require(typist.state.work?.run)
    typist.tell(.connected(run: run, 2))
    #expect(typist.state.limitSearch?.open == 2)
    typist.press(.escape)
    #expect(typist.state.work == nil && typist.state.limitSearch == nil)
    typist.tell(.foundLimit(run: run, FoundLimit(accepted: 3, ceiling: 20, refusal: nil)))
    #expect(typist.state.limitSearch == nil)
  }

  @Test func `Enter takes what was found, and Alt-C copies the line`() throws {
    var typist = looking()
    let run = try #require(typist.state.work?.run)
    typist.tell(.foundLimit(run: run, FoundLimit(accepted: 3, ceiling: 20, refusal: refusal())))
    #expect(typist.state.focus == .useLimit)
    let isSame = try Picture(view(typist.state)).matches("connection-limit-found")
    #expect(isSame)
    typist.press(.enter)
    #expect(typist.state.draft.connections.maximum.text == "3")
    typist.press(.alt("c"))
    #expect(typist.effects.last == .copy("maxNoOfSMTPConnections=3"))
  }

  @Test func `what keeps from connecting is shown instead`() {
    var typist = Typist(Draft(), section: .connectionLimit)
    typist.focus("findLimit")
    typist.press(.enter)
    #expect(typist.state.dialog == nil && typist.effects.isEmpty)
    #expect(typist.state.page != .section(.connectionLimit))
  }
}
