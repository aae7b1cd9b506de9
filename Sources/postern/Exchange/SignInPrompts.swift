import ExchangeLink
import Glibc
import MailDiagnosis
import MailSettings
import SettingsStore
import QRCodes
import SystemAccess

/// What a sign-in shows and tells on the command line: where to go on standard error, how it ended
/// on standard output.
enum SignInPrompts {
  /// The address to open, and what to do with the one that the browser ends at.
  static func show(_ request: AuthorizationRequest) {
    say("Open this address in a browser, on any machine, and sign in:")
    show(address: request.url)
    say(
      "The browser ends at \(request.redirectURI)... The page may fail to load: copy the whole"
        + " address out of the address bar.")
  }

  /// Where the browser is waited for, and how it gets here from another machine.
  static func show(_ listener: ListenerFacts) {
    say("Waiting for the browser at \(listener.redirectURI), up to ten minutes; Ctrl-C ends it.")
    say("Where the browser runs on another machine, run there first:")
    say("  ssh -L \(listener.port):localhost:\(listener.port) \(here)")
    say("The application needs the redirect URI http://localhost, without a port.")
    say("Open this address in the browser, and sign in:")
    show(address: listener.url)
  }

  /// What to type on another device, and until when.
  static func show(_ code: DeviceCode) {
    let minutes = max(1, Int(ContinuousClock.now.duration(to: code.expires) / .seconds(60)))
    if Output.isUTF8, isatty(STDERR_FILENO) == 1, let picture = QRCode(code.verificationURI) {
      for line in picture.lines { Output.note(line) }
    }
    say("On any device open")
    show(address: code.verificationURI)
    say("and type the code \(code.userCode). It is good for \(minutes) minutes; Ctrl-C ends it.")
  }

  /// How the sign-in ended well.
  static func tell(_ end: SignInEnd, account: ExchangeAccount) {
    switch end {
    case .linked(let status):
      switch account.flow {
      case .delegated:
        Output.line("Linked: \(status.account ?? "an account").")
      case .appOnly(let mailbox):
        Output.line("Linked: the application may have tokens, and sends from \(mailbox.text).")
      }
    case .consentGiven(let tenant):
      let place = tenant.map { " in the directory \($0)" } ?? ""
      Output.line(
        "An administrator has consented to the application\(place). Nothing is linked by that: sign"
          + " in now.")
    }
  }

  /// An address stands alone on its line, so that it can be selected whole.
  private static func show(address: String) {
    Output.note("")
    Output.note(address)
    Output.note("")
  }

  private static func say(_ text: String) { Output.note(text) }

  /// `user@host`, as ssh(1) needs it.
  private static var here: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    return ((user.map { "\($0)@" } ?? "") + (host.isEmpty ? "HOST" : host)).quotedForShell
  }
}

extension Failure {
  /// A sign-in did not end with a link.
  init(_ failure: SignInFailure, _ home: HomeOption) {
    let flow = (try? home.load())?.draft.exchange.chosenFlow ?? .delegated
    var lines = failure.sentences(for: flow)
    if failure.needsNewSignIn {
      lines.append("A new sign-in begins with: postern exchange url\(home.asArgument)")
    }
    self.init(failure.status, lines.joined(separator: "\n"))
  }
}

extension SignInFailure {
  /// Whether only a new sign-in leads on.
  fileprivate var needsNewSignIn: Bool {
    switch self {
    case .nonePending, .wrongState, .oldState, .usedState, .otherSettings, .refused, .unusableCode,
      .device, .timedOut:
      true
    case .notAnAnswer, .severalPending, .cannotListen, .token, .store, .cancelled: false
    }
  }

  /// The status of sysexits(3).
  fileprivate var status: ExitStatus {
    switch self {
    case .notAnAnswer: .data
    case .refused(let error):
      ["temporarily_unavailable", "server_error"].contains(error.error) ? .temporary : .notPermitted
    case .nonePending, .severalPending, .wrongState, .oldState, .usedState, .otherSettings,
      .unusableCode, .device(.declined), .device(.unknownCode):
      .notPermitted
    case .device(.expired), .timedOut: .temporary
    case .cannotListen(_, let fault): fault.status
    case .token(let failure): failure.status
    case .store: .inputOutput
    case .cancelled: .interrupted
    }
  }
}

extension ListeningFault {
  fileprivate var status: ExitStatus {
    switch self {
    case .portInUse, .system: .unavailable
    case .notPermitted: .notPermitted
    case .portOutOfRange: .usage
    case .noThread: .operatingSystem
    }
  }
}

extension TokenFailure {
  /// The status of sysexits(3).
  var status: ExitStatus {
    switch self {
    case .notLinked, .signInNeeded, .refused: .notPermitted
    case .temporary, .timedOut: .temporary
    case .malformed: .protocol
    case .clock, .unusableKey: .configuration
    case .unreachable: .unavailable
    case .store: .inputOutput
    case .cancelled: .interrupted
    }
  }
}
