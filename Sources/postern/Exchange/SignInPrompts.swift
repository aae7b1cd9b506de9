import ExchangeLink
import Glibc
import MailDiagnosis
import MailSettings
import QRCodes
import SystemAccess

/// The output of a sign-in on the command line: what to do on standard error, the result on
/// standard output.
enum SignInPrompts {
  /// Shows the address to open, and what to do with the one at which the browser ends.
  static func show(_ request: AuthorizationRequest) { say(SignInWords.open(request)) }

  /// Shows where the listener waits, and how a browser on another machine reaches it.
  static func show(_ listener: ListenerFacts) { say(SignInWords.wait(listener, here: here)) }

  /// Shows what to type on another device, and until when.
  static func show(_ code: DeviceCode) {
    let minutes = max(1, Int(ContinuousClock.now.duration(to: code.expires) / .seconds(60)))
    if Output.isUTF8, isatty(STDERR_FILENO) == 1, let picture = QRCode(code.verificationURI) {
      say(picture.lines)
    }
    say(SignInWords.type(code, minutes: minutes))
  }

  /// Tells what a sign-in that succeeded has done.
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
  /// Whether only a new sign-in helps.
  var needsNewSignIn: Bool {
    switch self {
    case .nonePending, .wrongState, .oldState, .usedState, .otherSettings, .refused, .unusableCode,
      .device, .timedOut:
      true
    case .notAnAnswer, .severalPending, .cannotListen, .token, .store, .cancelled: false
    }
  }

  /// The exit status of the failure.
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
  /// The exit status of the failure.
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
