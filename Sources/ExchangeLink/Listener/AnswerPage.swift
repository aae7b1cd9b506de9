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

  var isLast: Bool {
    switch self {
    case .received, .refused, .consentGiven: true
    case .wrongState, .notFound, .tooLong, .over: false
    }
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
