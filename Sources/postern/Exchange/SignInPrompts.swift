import ExchangeLink
import Glibc
import MailDiagnosis
import MailSettings
import QRCodes
import SystemAccess

/// What a sign-in shows and tells on the command line: where to go on standard error, how it ended
/// on standard output.
enum SignInPrompts {
  /// The address to open, and what to do with the one that the browser ends at.
  static func show(_ request: AuthorizationRequest) { say(SignInWords.open(request)) }

  /// Where the browser is waited for, and how it gets here from another machine.
  static func show(_ listener: ListenerFacts) { say(SignInWords.wait(listener, here: here)) }

  /// What to type on another device, and until when.
  static func show(_ code: DeviceCode) {
    let minutes = max(1, Int(ContinuousClock.now.duration(to: code.expires) / .seconds(60)))
    if Output.isUTF8, isatty(STDERR_FILENO) == 1, let picture = QRCode(code.verificationURI) {
      say(picture.lines)
    }
    say(SignInWords.type(code, minutes: minutes))
  }

  /// How the sign-in ended well.
  static func tell(_ end: SignInEnd, account: ExchangeAccount) {
    Output.line(SignInWords.ended(end, account))
  }

  private static func say(_ lines: [String]) {
    for line in lines { Output.note(line) }
  }

  /// `user@host`, as ssh(1) needs it.
  private static var here: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
    return ((user.map { "\($0)@" } ?? "") + (host.isEmpty ? "HOST" : host)).quotedForShell
  }
}

extension SignInFailure {
  /// Whether only a new sign-in leads on.
  var needsNewSignIn: Bool {
    switch self {
    case .nonePending, .wrongState, .oldState, .usedState, .otherSettings, .refused, .unusableCode,
      .device, .timedOut:
      true
    case .notAnAnswer, .severalPending, .cannotListen, .token, .store, .cancelled: false
    }
  }

  /// The status of sysexits(3).
  var status: ExitStatus {
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
