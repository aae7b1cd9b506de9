internal import SystemAccess

extension SASLFailure {
  var words: String {
    switch self {
    case .wrongChallenge(let mechanism, let standard):
      "the server's \(mechanism) challenge is not as \(standard) says"
    case .wrongProof: "the server could not prove that it knows the password"
    case .noProof: "the server did not prove that it knows the password"
    }
  }
}

extension CommandFailure {
  var words: String {
    switch self {
    case .notStarted(let errno): SystemError(errno).text
    case .tooSlow(let limit?): "it did not end within \(limit.components.seconds) seconds"
    case .tooSlow(nil): "it did not end in time"
    case .tooMuchOutput(let limit): "its output is longer than \(limit / 1024) KiB"
    case .status(let status, let errors):
      "it ended with status \(status)\(errors.isEmpty ? "" : ": \(errors)")"
    case .signal(let signal, let errors):
      "it was ended by signal \(signal)\(errors.isEmpty ? "" : ": \(errors)")"
    case .emptyLine: "its first line of output is empty"
    case .notUTF8: "its first line of output is not UTF-8"
    }
  }
}
