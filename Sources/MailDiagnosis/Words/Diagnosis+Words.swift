internal import MailSettings

extension Diagnosis {
  /// The cause in plain words: one or two sentences.
  public var cause: String { reason.sentence }

  /// What to do, best first, each in a sentence. No advice weakens security without saying so.
  public var advice: [String] { reason.advice }
}

extension Cause {
  /// One or two sentences on what happened.
  var sentence: String {
    switch self {
    case .reaching(let cause): cause.sentence
    case .greeting(let cause): cause.sentence
    case .encryption(let cause): cause.sentence
    case .certificate(let cause): cause.sentence
    case .signingIn(let cause): cause.sentence
    case .microsoft(let cause): cause.sentence
    case .exchange(let cause): cause.sentence
    case .mailbox(let cause): cause.sentence
    case .account(let cause): cause.sentence
    case .sender(let cause): cause.sentence
    case .recipient(let cause): cause.sentence
    case .message(let cause): cause.sentence
    case .server(let cause): cause.sentence
    case .system(let shortage): shortage.sentence
    case .cancelled: "The attempt was cancelled."
    case .other(let server, let failure):
      "Something went wrong with \(server.hostAndPort) for an unknown reason: \(failure.words.quoted)."
    }
  }

  /// What to do, best first, each in a sentence.
  var advice: [String] {
    switch self {
    case .reaching(let cause): cause.advice
    case .greeting(let cause): cause.advice
    case .encryption(let cause): cause.advice
    case .certificate(let cause): cause.advice
    case .signingIn(let cause): cause.advice
    case .microsoft(let cause): cause.advice
    case .exchange(let cause): cause.advice
    case .mailbox(let cause): cause.advice
    case .account(let cause): cause.advice
    case .sender(let cause): cause.advice
    case .recipient(let cause): cause.advice
    case .message(let cause): cause.advice
    case .server(let cause): cause.advice
    case .system(let shortage): shortage.advice
    case .cancelled: ["Start it again when you like."]
    case .other: ["Show the transcript to whoever runs the server or the network."]
    }
  }
}
