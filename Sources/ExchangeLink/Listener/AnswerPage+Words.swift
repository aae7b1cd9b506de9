extension AnswerPage {
  /// The page, as HTML.
  var html: String {
    let closing = isLast ? " You can close this window." : ""
    return """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Postern</title>
      <p>\(sentence)\(closing)</p></html>

      """
  }

  private var sentence: String {
    switch self {
    case .received: "Microsoft's answer has arrived. Look at the terminal for how it ended."
    case .refused: "Microsoft did not let you sign in. The terminal says why."
    case .consentGiven: "The application has its consent."
    case .wrongState:
      "This is not the answer to the sign-in that waits here. Open the address that the terminal"
        + " shows once more."
    case .notFound: "There is nothing here."
    case .tooLong: "This address is too long."
    case .over: "Nobody waits for an answer here any more."
    }
  }
}
