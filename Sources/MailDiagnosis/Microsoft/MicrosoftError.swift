/// An error of Microsoft Entra ID, to be quoted to whoever can mend it.
///
/// Its texts come from a server: they are free of control characters and bounded in length.
public struct MicrosoftError: Equatable, Codable, Sendable {
  /// The OAuth 2.0 error, such as `invalid_grant` (RFC 6749 section 5.2); programs act on it.
  public var error: String
  /// The first AADSTS code, such as `AADSTS70043`, which is only a hint; nil where there is none.
  public var code: String?
  /// Microsoft's sentence, without the ids and the time that follow it.
  public var text: String
  /// The id by which Microsoft's support finds the sign-in; nil where it is not told.
  public var correlationID: String?
  /// The id of the one request; nil where it is not told.
  public var traceID: String?
  /// When it happened, as Microsoft writes it; nil where it is not told.
  public var timestamp: String?
  /// A closer reason, such as `bad_token` or `consent_required`; nil where there is none.
  public var suberror: String?

  /// Makes an error; what is left out was not told.
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
