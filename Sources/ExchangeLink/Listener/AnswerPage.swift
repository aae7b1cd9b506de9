/// The small page that the browser shows once it was sent to this machine. Nothing of a request is
/// in it.
enum AnswerPage: Equatable {
  /// The answer has arrived here.
  case received
  /// Microsoft's error has arrived here.
  case refused
  /// An administrator's consent has arrived here.
  case consentGiven
  /// An answer, but to no sign-in that waits.
  case wrongState
  /// Nothing that is known here.
  case notFound
  /// More than an answer has.
  case tooLong
  /// Nobody waits for an answer any more.
  case over

  /// The status (RFC 9110 section 15).
  var status: Int {
    switch self {
    case .received, .refused, .consentGiven: 200
    case .wrongState: 400
    case .notFound: 404
    case .tooLong: 414
    case .over: 503
    }
  }

  /// The status's own words.
  var reason: String {
    switch self {
    case .received, .refused, .consentGiven: "OK"
    case .wrongState: "Bad Request"
    case .notFound: "Not Found"
    case .tooLong: "URI Too Long"
    case .over: "Service Unavailable"
    }
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

  private var isLast: Bool {
    switch self {
    case .received, .refused, .consentGiven: true
    case .wrongState, .notFound, .tooLong, .over: false
    }
  }

  /// The page, as HTML.
  var html: String {
    let closing = isLast ? " You can close this window." : ""
    return """
      <!doctype html>
      <html lang="en"><meta charset="utf-8"><title>Postern</title>
      <p>\(sentence)\(closing)</p></html>

      """
  }

  /// The header fields: nothing is kept, loaded, or told to others.
  var fields: [(name: String, value: String)] {
    [
      ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", String(html.utf8.count)),
      ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'"),
      ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
      ("Connection", "close"),
    ]
  }
}
