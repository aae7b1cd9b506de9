internal import Glibc
internal import MailSettings
internal import SystemAccess

extension TerminalError {
  /// What is wrong and what to do, in whole sentences for a person.
  public var sentence: String {
    switch self {
    case .notATerminal(.input):
      "The wizard needs a terminal, and standard input is none. \(Self.elsewhere)"
    case .notATerminal(.output):
      "The wizard needs a terminal, and standard output is none. \(Self.elsewhere)"
    case .noType:
      "The wizard needs to know the type of this terminal, and TERM is not set. "
        + "Set it (TERM=xterm-256color suits most). \(Self.elsewhere)"
    case .unknownType(let name):
      "This machine has no description of the terminal type \"\(name.printable(limit: 40))\". "
        + "Set TERM to a type that it knows (TERM=xterm suits most). \(Self.elsewhere)"
    case .notCapable(let name):
      "A terminal of type \"\(name.printable(limit: 40))\" can't show the wizard. "
        + "If yours can do more, set TERM (TERM=xterm suits most). \(Self.elsewhere)"
    case .noPipe(let code):
      "The system refused a pipe: \(strerror(code).map { String(cString: $0) } ?? "error \(code)")."
    }
  }

  private static let elsewhere =
    "Without the wizard: postern set, postern check and postern test."
}

extension TerminalError: CustomStringConvertible {
  /// The sentence.
  public var description: String { sentence }
}
