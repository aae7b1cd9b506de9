public import MailDiagnosis
import MailSettings

/// The page of a person's sign-in at Microsoft, in one of the ways that need no browser on this
/// machine.
struct MicrosoftSignInPage: Equatable, Sendable {
  /// The account in the form when the sign-in was begun.
  let account: ExchangeAccount
  var scope = SignInScope.all
  var way = Way.pasteBack
  /// The address to sign in at and that for an administrator's consent; nil before they are made.
  var addresses: SignInAddresses?
  /// The pasted address at which the browser ended.
  var pasted = ""
  /// Why the last attempt did not end with a link.
  var failure: SignInFailure?
  /// Whether an administrator's consent came back.
  var hasConsent = false

  /// How the answer comes back.
  enum Way: Equatable, Sendable {
    case pasteBack
    /// By a listener on this machine; nil before it listens.
    case listener(ListeningPlace?)
    /// By a code that is typed on another device; nil before there is one.
    case deviceCode(DevicePrompt?)
    /// What to do where the browser refuses.
    case refusal
  }
}

/// What a person is asked to allow.
public enum SignInScope: Equatable, Sendable {
  /// The scopes of the settings.
  case all
  /// Sending alone, which needs no administrator in most directories.
  case sendingOnly
}

/// The addresses of a sign-in.
public struct SignInAddresses: Equatable, Sendable {
  /// To sign in at.
  public let signIn: String
  /// For an administrator, who consents for everybody in the directory.
  public let consent: String

  /// Both addresses.
  public init(signIn: String, consent: String) {
    (self.signIn, self.consent) = (signIn, consent)
  }
}

/// Where a listener waits for the browser.
public struct ListeningPlace: Equatable, Sendable {
  /// The port of the loopback addresses.
  public let port: Int
  /// The address to sign in at.
  public let url: String
  /// This machine's name, for the line that is typed where the browser runs.
  public let host: String

  /// A listening port, and the address to sign in at.
  public init(port: Int, url: String, host: String) {
    (self.port, self.url, self.host) = (port, url, host)
  }
}

/// What is typed on another device.
public struct DevicePrompt: Equatable, Sendable {
  /// The code.
  public let userCode: String
  /// Where it is typed.
  public let url: String
  /// The QR code of that address in half blocks; empty where there is none.
  public let qrCode: [String]
  /// When the code expires, in milliseconds since the request began.
  public let endsAt: Int

  /// A code with the address where it is typed.
  public init(userCode: String, url: String, qrCode: [String], endsAt: Int) {
    (self.userCode, self.url, self.qrCode, self.endsAt) = (userCode, url, qrCode, endsAt)
  }
}

/// A step of linking the set-up to Microsoft Exchange.
public enum LinkStep: Equatable, Sendable {
  /// Make the address to sign in at, and remember it.
  case begin(SignInScope)
  /// Link by what the browser was sent back with.
  case finish(pasted: String)
  /// Wait for the browser on this machine.
  case listen(SignInScope)
  /// Ask for a code, and wait until somebody has typed it.
  case useDevice(SignInScope)
  /// Get the application's own token.
  case fetchToken
}

/// The answer to a step.
public enum LinkAnswer: Equatable, Sendable {
  case addresses(SignInAddresses)
  case listening(ListeningPlace)
  case device(DevicePrompt)
  case ended(SignInEnd)
  case unlinked
  case failed(SignInFailure)
}
