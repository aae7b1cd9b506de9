/// The page that the browser shows after its redirect to this machine. It repeats nothing of the
/// request.
enum AnswerPage: Equatable {
  /// Microsoft's answer has arrived.
  case received
  /// Microsoft has answered with an error.
  case refused
  /// An administrator's consent has arrived.
  case consentGiven
  /// The answer belongs to no sign-in that is waiting.
  case wrongState
  /// The request is no answer to a sign-in.
  case notFound
  /// The request is longer than any answer.
  case tooLong
  /// No sign-in is waiting any more.
  case over

  /// The HTTP status (RFC 9110 section 15).
  var status: Int {
    switch self {
    case .received, .refused, .consentGiven: 200
    case .wrongState: 400
    case .notFound: 404
    case .tooLong: 414
    case .over: 503
    }
  }

  /// The reason phrase of the status.
  var reason: String {
    switch self {
    case .received, .refused, .consentGiven: "OK"
    case .wrongState: "Bad Request"
    case .notFound: "Not Found"
    case .tooLong: "URI Too Long"
    case .over: "Service Unavailable"
    }
  }

  var isLast: Bool {
    switch self {
    case .received, .refused, .consentGiven: true
    case .wrongState, .notFound, .tooLong, .over: false
    }
  }

  /// The header fields: the page is not stored, loads nothing, and sends no Referer.
  var fields: [(name: String, value: String)] {
    [
      ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", String(html.utf8.count)),
      ("Cache-Control", "no-store"), ("Content-Security-Policy", "default-src 'none'"),
      ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
      ("Connection", "close"),
    ]
  }
}
