import Forms
import MailDiagnosis
import MailSettings

/// The link to Microsoft Exchange, from the section's buttons to its end.
extension State {
  /// The account in the form; where a setting is wrong or missing, goes there and returns nil.
  private mutating func account() -> ExchangeAccount? {
    do throws(SettingProblem) { return try ExchangeAccount(draft) } catch {
      show(.exchange, key: error.key)
      notice = .notLinkedFor(error.problem)
      return nil
    }
  }

  /// Shows the address to sign in at, as soon as it is made.
  mutating func beginLinking(_ scope: SignInScope = .all) -> [Effect] {
    guard let cleared = clearTheWay(), mayEdit(), let account = account() else { return [] }
    microsoft = MicrosoftSignInPage(account: account, scope: scope)
    page = .microsoftSignIn
    focus = .pasted
    cursor = .max
    return cleared + [.link(run: begin(.linking(.begin)), account, .begin(scope))]
  }

  /// Gets the application's first own token.
  mutating func fetchToken() -> [Effect] {
    guard let cleared = clearTheWay(), mayEdit(), let account = account() else { return [] }
    linkFailure = nil
    return cleared + [.link(run: begin(.linking(.fetchToken)), account, .fetchToken)]
  }

  /// Asks before the tokens are forgotten.
  mutating func askToUnlink() {
    guard mayEdit() else { return }
    dialog = .unlink(0)
  }

  mutating func unlink() -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    return cleared + [.unlink(run: begin(.linking(.unlink)))]
  }

  /// Does what a button of the page to sign in says.
  mutating func pressInSignIn(_ item: Item.SignIn) -> [Effect] {
    guard let signIn = microsoft else { return [] }
    switch item {
    case .goOn: return finishLinking(signIn)
    case .copy: return copyAddress(signIn)
    case .listen:
      return take(.listener(nil), signIn, .listen(signIn.scope), as: .listen)
    case .useDevice:
      return take(.deviceCode(nil), signIn, .useDevice(signIn.scope), as: .useDevice)
    case .refused: showWay(.refusal)
    case .pasteBack: showWay(.pasteBack)
    case .sendingOnly: return beginLinking(.sendingOnly)
    case .leave: leaveSignIn()
    }
    return []
  }

  private mutating func finishLinking(_ signIn: MicrosoftSignInPage) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    microsoft?.failure = nil
    return cleared + [
      .link(
        run: begin(.linking(.finish)), signIn.account,
        .finish(pasted: signIn.pasted))
    ]
  }

  private mutating func take(
    _ way: MicrosoftSignInPage.Way, _ signIn: MicrosoftSignInPage, _ step: LinkStep,
    as kind: Work.Linking
  ) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    microsoft?.way = way
    microsoft?.failure = nil
    focus = .signIn(.pasteBack)
    return cleared + [.link(run: begin(.linking(kind)), signIn.account, step)]
  }

  /// Copies the whole address that is shown, even if only a part is visible.
  private mutating func copyAddress(_ signIn: MicrosoftSignInPage) -> [Effect] {
    guard let address = signIn.shownAddress else { return [] }
    notice = .copied
    return [.copy(address)]
  }

  private mutating func showWay(_ way: MicrosoftSignInPage.Way) {
    microsoft?.way = way
    microsoft?.failure = nil
    focus = way == .pasteBack ? .pasted : Blocks(self).items.first ?? .signIn(.leave)
    cursor = .max
  }

  /// Goes back to the section.
  mutating func leaveSignIn() {
    microsoft = nil
    show(.exchange)
  }

  /// Does what Escape means: back to the first way to sign in, and from there to the section.
  mutating func escapeFromSignIn() {
    if microsoft?.way == .pasteBack { leaveSignIn() } else { showWay(.pasteBack) }
  }

  /// Ends a step that was cancelled, and restores what was shown before.
  mutating func endLinking(_ step: Work.Linking) {
    switch step {
    case .begin: leaveSignIn()
    case .listen, .useDevice: showWay(.pasteBack)
    case .finish, .fetchToken, .unlink: break
    }
  }

  /// Replaces the pasted answer.
  mutating func pasteAnswer(_ text: String) {
    microsoft?.pasted = text
    microsoft?.failure = nil
    focus = .pasted
    cursor = .max
  }
}

/// The answers to the steps.
extension State {
  mutating func take(_ answer: LinkAnswer) {
    switch answer {
    case .addresses(let addresses):
      work = nil
      microsoft?.addresses = addresses
    case .listening(let place): microsoft?.way = .listener(place)
    case .device(let prompt): microsoft?.way = .deviceCode(prompt)
    case .ended(.linked(let status)): finishLinking(status)
    case .ended(.consentGiven):
      work = nil
      microsoft?.hasConsent = true
      microsoft?.pasted = ""
      microsoft?.way = .pasteBack
    case .unlinked:
      work = nil
      link = LinkStatus()
      notice = .unlinked
    case .failed(let failure): failLinking(failure)
    }
  }

  private mutating func finishLinking(_ status: LinkStatus) {
    work = nil
    link = status
    linkedAs = LinkedApplication(draft)
    linkFailure = nil
    microsoft = nil
    if page == .microsoftSignIn { page = .section(.exchange) }
    notice = .linked(account: status.account, unsaved: unsavedChanges)
    if screen?.id == .exchange, dialog == nil {
      enterPage()
      focus = .next
    }
  }

  /// Shows a failure; an earlier link stays as it was.
  private mutating func failLinking(_ failure: SignInFailure) {
    work = nil
    guard page == .microsoftSignIn else {
      linkFailure = failure
      return
    }
    microsoft?.failure = failure
    microsoft?.way = .pasteBack
    if dialog == nil { focus = .pasted }
  }
}

extension MicrosoftSignInPage {
  /// The address that is shown to be opened now.
  var shownAddress: String? {
    switch way {
    case .pasteBack: addresses?.signIn
    case .listener(let place): place?.url
    case .deviceCode(let prompt): prompt?.url
    case .refusal: addresses?.consent
    }
  }
}

/// The application that tokens were obtained for; those of another one do not count for the form.
struct LinkedApplication: Equatable, Sendable {
  let tenant: String
  let client: String
  let authority: String
  let flow: ExchangeFlow

  init(_ draft: Draft) {
    tenant = draft.exchange.tenant.trimmed.lowercased()
    client = draft.exchange.clientID.trimmed.lowercased()
    authority =
      draft.exchange.authority.value?.text ?? draft.exchange.chosenCloud.authority.text
    flow = draft.exchange.chosenFlow
  }
}

extension State {
  /// The link, if it is for the application in the form.
  var linkInForce: LinkStatus? {
    link.isLinked && linkedAs == LinkedApplication(draft) ? link : nil
  }
}
