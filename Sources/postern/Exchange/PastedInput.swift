import ExchangeLink
import Glibc
import MailDiagnosis
import SystemAccess

/// Reads the address at which a browser ended from standard input: asks on a terminal, else reads
/// to the end.
struct PastedInput {
  private let signIn: MicrosoftSignIn
  private let scopes: [String]?
  private let wake: WakePipe

  init(_ signIn: MicrosoftSignIn, scopes: [String]?, _ wake: WakePipe) {
    (self.signIn, self.scopes, self.wake) = (signIn, scopes, wake)
  }

  func read() throws(SignInFailure) -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      return String(decoding: try bytes { _ in false }, as: UTF8.self)
    }
    // A sign-in that `postern exchange url` has begun is not begun again.
    if let waiting = try signIn.waiting() {
      SignInPrompts.show(waiting)
    } else {
      SignInPrompts.show(try signIn.begin(scopes: scopes))
    }
    Output.note(SignInWords.pasteHere)
    return try byKeys { () throws(SignInFailure) in
      let text = try bytes { text in text.hasSuffix("\n\n") || text.hasSuffix("\u{04}") }
      return String(decoding: text, as: UTF8.self).replacing("\u{04}", with: "")
    }
  }

  /// Reads bytes until the end or until `isEnough`, but no more than any address has.
  private func bytes(
    until isEnough: (String) -> Bool
  ) throws(SignInFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while bytes.count <= MicrosoftSignIn.longestAnswer {
      WakePipe.wait(for: [wake], and: STDIN_FILENO)
      if wake.isRung { throw .cancelled }
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count <= 0 { break }
      bytes += buffer.prefix(count)
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains(where: { !$0.isWhitespace }), isEnough(text) { break }
    }
    return bytes
  }

  /// Reads a terminal key by key, since its own lines are cut at 4,096 bytes; its mode is restored
  /// afterwards.
  private func byKeys(
    _ body: () throws(SignInFailure) -> String
  ) throws(SignInFailure) -> String {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
    var byKeys = before
    byKeys.c_lflag &= ~tcflag_t(ICANON)
    withUnsafeMutableBytes(of: &byKeys.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &byKeys)
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    return try body()
  }
}
