import SystemAccess

/// An error of a module that the diagnosis does not see.
private struct ForeignExample: WordedError {
  let sentence: String
  var endsWithCommand: Bool { false }
}

extension ForeignError {
  static func worded(_ sentence: String) -> ForeignError {
    ForeignError(ForeignExample(sentence: sentence))
  }
}
