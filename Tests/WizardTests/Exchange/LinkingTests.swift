import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// Linking the set-up to Microsoft Exchange: keys, effects, answers.
@Suite struct LinkingTests {
  private func account(_ flow: ExchangeFlow) throws -> ExchangeAccount {
    try ExchangeAccount(.exchange(flow))
  }

  @Test func `the button makes an address, and the page waits for what the browser shows`() throws {
    var typist = Typist.linking(.delegated)
    typist.focus("linkAccount")
    typist.press(.enter)
    #expect(typist.effects == [.link(run: 1, try account(.delegated), .begin(.all))])
    #expect(typist.state.page == .microsoftSignIn)
    typist.answer(.addresses(.example))
    #expect(typist.state.work == nil)
    #expect(typist.state.focus == .pasted)
  }

  @Test func `the address stands alone on its lines`() {
    let typist = Typist.signingIn()
    let rows = typist.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let address = SignInAddresses.example.signIn
    let lines = rows.filter { !$0.isEmpty && address.contains($0) }
    #expect(lines.joined() == address)
  }

  @Test func `what is missing is asked for first`() {
    var draft = Draft.exchange(.delegated)
    draft.exchange.tenant.text = ""
    var typist = Typist(draft, section: .exchange)
    typist.focus("linkAccount")
    typist.press(.enter)
    #expect(typist.effects.isEmpty)
    #expect(typist.state.page == .section(.exchange))
    #expect(typist.state.focusedField?.key == .setting(.exchangeTenant))
  }

  @Test func `a pasted answer keeps its lines, and Enter hands it on`() throws {
    var typist = Typist.signingIn()
    let text = "https://app.example.org/msExchangeAuthCallback.action?code=abc\n def&state=x"
    typist.tell(.paste(text))
    typist.press(.enter)
    #expect(
      typist.effects.last == .link(run: 2, try account(.delegated), .finish(pasted: text)))
  }

  @Test func `a link shows who it is, and the way on`() {
    var typist = Typist.signingIn()
    typist.tell(.paste("code"))
    typist.press(.enter)
    typist.answer(.ended(.linked(.works)))
    #expect(typist.state.page == .section(.exchange))
    #expect(typist.screen.contains("Linked as alice@contoso.example"))
    #expect(typist.state.linkInForce == .works)
  }

  @Test(arguments: [
    SignInFailure.wrongState, .oldState, .usedState, .nonePending, .notAnAnswer(.other),
    .refused(.signInFrequency), .token(.malformed(.nonce)),
  ])
  func `a failure is told under what was pasted, and harms no link`(failure: SignInFailure) {
    var typist = Typist.signingIn()
    typist.state.link = .works
    typist.tell(.paste("x"))
    typist.press(.enter)
    typist.answer(.failed(failure))
    #expect(typist.state.page == .microsoftSignIn)
    #expect(typist.state.microsoft?.failure == failure)
    #expect(typist.state.link == .works)
    #expect(typist.screen.contains("! "))
  }

  @Test func `Escape cancels what runs, then leaves the page`() throws {
    var typist = Typist.signingIn()
    typist.focus(.signIn(.useDevice))
    typist.press(.enter)
    #expect(typist.effects.last == .link(run: 2, try account(.delegated), .useDevice(.all)))
    typist.answer(.device(.example))
    #expect(typist.screen.contains("EXGRS7KWP"))
    typist.press(.escape)
    #expect(typist.effects.last == .cancel(run: 2))
    #expect(typist.state.page == .microsoftSignIn && typist.state.focus == .pasted)
    typist.press(.escape)
    #expect(typist.state.page == .section(.exchange))
  }

  @Test func `an answer that comes after Escape is not taken`() {
    var typist = Typist.signingIn()
    typist.tell(.paste("x"))
    typist.press(.enter, .escape)
    typist.tell(.link(run: 2, .failed(.wrongState)))
    #expect(typist.state.microsoft?.failure == nil)
  }

  @Test func `the countdown goes down with the time`() {
    var typist = Typist.signingIn()
    typist.focus(.signIn(.useDevice))
    typist.press(.enter)
    typist.answer(.device(.example))
    #expect(typist.screen.contains("15:00 left"))
    typist.tell(.tick(run: typist.state.run, elapsed: 61_000))
    #expect(typist.screen.contains("13:59 left"))
  }

  @Test func `where the browser says no, sending alone is a key away`() throws {
    var typist = Typist.signingIn()
    typist.focus(.signIn(.refused))
    typist.press(.enter)
    #expect(typist.screen.contains("Need admin approval"))
    typist.focus(.signIn(.sendingOnly))
    typist.press(.enter)
    #expect(
      typist.effects.last == .link(run: 2, try account(.delegated), .begin(.sendingOnly)))
  }

  @Test func `the address is copied by its key, the consent's where that is shown`() {
    var typist = Typist.signingIn()
    typist.press(.alt("c"))
    #expect(typist.effects.last == .copy(SignInAddresses.example.signIn))
    typist.focus(.signIn(.refused))
    typist.press(.enter, .alt("c"))
    #expect(typist.effects.last == .copy(SignInAddresses.example.consent))
  }

  @Test func `the application alone gets its token without a page`() throws {
    var typist = Typist.linking(.appOnly)
    typist.focus("fetchToken")
    typist.press(.enter)
    #expect(typist.effects == [.link(run: 1, try account(.appOnly), .fetchToken)])
    typist.answer(.failed(.token(.refused(.signInFrequency))))
    #expect(typist.screen.contains("Microsoft said:"))
    typist.focus("fetchToken")
    typist.press(.enter)
    typist.answer(.ended(.linked(LinkStatus(isLinked: true))))
    #expect(typist.screen.contains("The application has got its token."))
  }

  @Test func `unlinking asks, and Enter alone keeps the link`() throws {
    var typist = Typist.linking(.delegated, link: .works)
    typist.focus("unlink")
    typist.press(.enter, .enter)
    #expect(typist.effects.isEmpty)
    typist.press(.enter, .right, .enter)
    #expect(typist.effects == [.unlink(run: 1)])
    typist.answer(.unlinked)
    #expect(!typist.state.link.isLinked)
  }

  @Test func `a link for another application does not count`() {
    var typist = Typist.linking(.delegated, link: .works)
    #expect(typist.screen.contains("Linked as alice@contoso.example"))
    typist.state.draft.exchange.tenant.text = "fabrikam.example"
    #expect(typist.screen.contains("Linked for another application"))
  }
}
