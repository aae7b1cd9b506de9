import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// The section Exchange in each of its states, and the page to sign in at Microsoft.
@Suite struct LinkingPictureTests {
  static let sizes = [
    Size(columns: 80, rows: 24), Size(columns: 60, rows: 15), Size(columns: 40, rows: 10),
    Size(columns: 100, rows: 40),
  ]

  enum Moment: String, CaseIterable {
    case delegated, linked, ended, alone
    case tokenRefused = "token-refused"
    case address, refused, listener, device
    case wrongState = "wrong-state"

    func open() -> Typist {
      switch self {
      case .delegated: Typist.linking(.delegated)
      case .linked: Typist.linking(.delegated, link: .works)
      case .ended: Typist.linking(.delegated, link: .ended)
      case .alone: Typist.linking(.appOnly)
      case .tokenRefused:
        Typist.linking(.appOnly).pressing("fetchToken", .failed(.token(.refused(.signInFrequency))))
      case .address: Typist.signingIn()
      case .refused: Typist.signingIn().pressing(.refused, nil)
      case .listener:
        Typist.signingIn().pressing(
          .listen,
          .listening(
            ListeningPlace(
              port: 41234, url: SignInAddresses.example.signIn, host: "mail.example.org")))
      case .device: Typist.signingIn().pressing(.useDevice, .device(.example))
      case .wrongState: Typist.signingIn().pressing(.goOn, .failed(.wrongState))
      }
    }
  }

  @Test(arguments: Moment.allCases, sizes)
  func `a moment looks as in its picture`(moment: Moment, size: Size) throws {
    var typist = moment.open()
    typist.tell(.resized(size))
    let suffix = size.columns == 80 ? "" : "-\(size.columns)x\(size.rows)"
    let isSame = try Picture(view(typist.state)).matches("exchange-\(moment.rawValue)\(suffix)")
    #expect(isSame)
  }
}

extension Typist {
  /// After a button of the page, and what came of it.
  fileprivate func pressing(_ item: Item.SignIn, _ answer: LinkAnswer?) -> Typist {
    var typist = self
    typist.focus(.signIn(item))
    typist.press(.enter)
    answer.map { typist.answer($0) }
    return typist
  }

  /// After a button of the section, and what came of it.
  fileprivate func pressing(_ button: String, _ answer: LinkAnswer) -> Typist {
    var typist = self
    typist.focus(button)
    typist.press(.enter)
    typist.answer(answer)
    return typist
  }
}
