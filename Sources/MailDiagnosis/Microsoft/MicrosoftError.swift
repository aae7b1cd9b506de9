/// What Microsoft Entra ID says when it refuses: to be quoted to whoever can mend it.
///
/// The texts come from a server: they are free of control characters, and bounded in length.
public struct MicrosoftError: Equatable, Codable, Sendable {
  /// The OAuth 2.0 error (RFC 6749 section 5.2), such as `invalid_grant`: what to act upon.
  public var error: String
  /// The first AADSTS code, such as `AADSTS70043`: a hint; nil where there is none.
  public var code: String?
  /// Microsoft's sentence, without the ids and the time that stand behind it.
  public var text: String
  /// For Microsoft's support, who can look up what happened; nil where it is not told.
  public var correlationID: String?
  /// The same for the one request.
  public var traceID: String?
  /// When it happened, as Microsoft writes it.
  public var timestamp: String?
  /// A closer reason, such as `bad_token`, `consent_required` or `basic_action`.
  public var suberror: String?

  /// An error with its parts.
  public init(
    error: String, code: String? = nil, text: String = "", correlationID: String? = nil,
    traceID: String? = nil, timestamp: String? = nil, suberror: String? = nil
  ) {
    (self.error, self.code, self.text) = (error, code, text)
    (self.correlationID, self.traceID) = (correlationID, traceID)
    (self.timestamp, self.suberror) = (timestamp, suberror)
  }

  enum CodingKeys: String, CodingKey {
    case error, code, text, timestamp, suberror
    case correlationID = "correlation-id"
    case traceID = "trace-id"
  }
}
