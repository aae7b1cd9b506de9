extension Diagnosis {
  /// The cause, in plain words: one or two sentences.
  public var cause: String { reason.sentence }

  /// What to do, best first. Never weakens security by itself.
  public var advice: [String] { reason.advice }
}

extension Cause {
  /// One or two sentences on what happened.
  var sentence: String {
    switch self {
    case .worded(let sentence, _): sentence
    case .reaching(let cause): cause.sentence
    }
  }

  /// What to do, best first, each in a sentence.
  var advice: [String] {
    switch self {
    case .worded(_, let advice): advice
    case .reaching(let cause): cause.advice
    }
  }
}
