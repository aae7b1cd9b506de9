import ExchangeLink
import Glibc
import MailDiagnosis
import MailSettings
import QRCodes
import SystemAccess
import Wizard

/// Does the steps of linking for the wizard, on the calling thread.
struct LinkRunner: Sendable {
  private let signIn: MicrosoftSignIn

  /// How long a device code is valid and a listener waits, in seconds.
  private static let longest = 900
  /// How long an answer of the token endpoint may take, in seconds.
  private static let usual = 60

  init(_ account: ExchangeAccount, link: ExchangeLink) {
    signIn = MicrosoftSignIn(account, link: link)
  }

  /// Does a step to its end; `tell` is called with its progress.
  func run(
    _ step: LinkStep, _ wake: WakePipe, tell: @escaping (LinkAnswer) -> Void
  ) -> LinkAnswer {
    do throws(SignInFailure) {
      switch step {
      case .begin(let scope): return .addresses(try addresses(scope))
      case .finish(let text): return .ended(try signIn.finish(pasted: text, wait(wake)))
      case .fetchToken: return .ended(try signIn.byApplication(wait(wake)))
      case .listen(let scope): return .ended(try listen(scope, wake, tell))
      case .useDevice(let scope): return .ended(try useDevice(scope, wake, tell))
      }
    } catch { return .failed(error) }
  }

  private func wait(_ wake: WakePipe, seconds: Int = usual) -> TokenWait {
    TokenWait(deadline: .now + .seconds(seconds), wake: wake)
  }

  /// The scopes to ask for; nil for those of the settings.
  private func scopes(_ scope: SignInScope) -> [String]? {
    switch scope {
    case .all: nil
    case .sendingOnly: signIn.scopeForSending
    }
  }

  private func addresses(_ scope: SignInScope) throws(SignInFailure) -> SignInAddresses {
    let request = try signIn.begin(scopes: scopes(scope))
    return SignInAddresses(
      signIn: request.url, consent: signIn.adminConsentURL(scopes: scopes(scope)))
  }

  private func listen(
    _ scope: SignInScope, _ wake: WakePipe, _ tell: (LinkAnswer) -> Void
  ) throws(SignInFailure) -> SignInEnd {
    try signIn.listen(scopes: scopes(scope), wait(wake, seconds: Self.longest)) { facts in
      tell(.listening(ListeningPlace(port: facts.port, url: facts.url, host: Self.host)))
    }
  }

  private func useDevice(
    _ scope: SignInScope, _ wake: WakePipe, _ tell: (LinkAnswer) -> Void
  ) throws(SignInFailure) -> SignInEnd {
    let began = ContinuousClock.now
    return try signIn.byDevice(scopes: scopes(scope), wait(wake, seconds: Self.longest)) { code in
      tell(
        .device(
          DevicePrompt(
            userCode: code.userCode, url: code.verificationURI,
            qrCode: QRCode(code.verificationURI)?.lines ?? [],
            endsAt: Int((code.expires - began) / .milliseconds(1)))))
    }
  }

  /// This machine's name, as ssh(1) may reach it.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
