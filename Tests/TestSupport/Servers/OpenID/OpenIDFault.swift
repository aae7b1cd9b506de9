/// What a provider does wrong, once.
public struct OpenIDFault: @unchecked Sendable {
  /// As `provider.py` understands it.
  let members: [String: Any]

  private init(_ kind: String, _ members: [String: Any] = [:]) {
    self.members = members.merging(["kind": kind]) { $1 }
  }

  /// An error as Entra ID writes it; the code is that of AADSTS.
  public static func error(
    _ error: String, code: Int? = nil, text: String = "Refused.", suberror: String? = nil,
    status: Int = 400, headers: [String: String] = [:], members: [String: String] = [:]
  ) -> OpenIDFault {
    var plan: [String: Any] = [
      "error": error, "text": text, "status": status, "headers": headers, "members": members,
    ]
    if let code { plan["code"] = code }
    if let suberror { plan["suberror"] = suberror }
    return OpenIDFault("error", plan)
  }

  /// An error that is made to harm a terminal: escapes, control characters, line breaks and marks
  /// that turn the direction of writing, in every field that people may see.
  public static let terminalEscapes = error(
    "invalid_grant" + escapes, code: 70043, text: escapes, suberror: escapes,
    members: [
      "correlation_id": escapes, "trace_id": escapes, "timestamp": escapes, "error_uri": escapes,
    ])

  /// Clears a screen, sets its title, changes its colours, and pretends to be another line.
  public static let escapes =
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{0}\u{8}\r\n250 fine\u{202E}\u{7F}\u{85}"

  /// An answer as it is given here.
  public static func raw(
    _ body: String, status: Int = 200, headers: [String: String] = [:]
  ) -> OpenIDFault {
    OpenIDFault("raw", ["body": body, "status": status, "headers": headers])
  }

  /// A redirect to elsewhere.
  public static func redirect(to url: String) -> OpenIDFault {
    OpenIDFault("redirect", ["to": url])
  }

  /// 10 MB.
  public static let large = OpenIDFault("large")
  /// An answer without an end.
  public static let endless = OpenIDFault("endless")
  /// An answer of which a byte comes each fifth of a second.
  public static let slow = OpenIDFault("slow")

  /// No answer for so many seconds, and then the right one.
  public static func hang(seconds: Double) -> OpenIDFault {
    OpenIDFault("hang", ["seconds": seconds])
  }

  /// The browser is sent back with this query instead of a code; the right state is in it unless
  /// another is given.
  public static func callback(_ query: [String: String]) -> OpenIDFault {
    OpenIDFault("callback", ["query": query])
  }

  /// How an id_token is signed.
  public enum Signer: String, Sendable {
    case provider
    /// By a key that is not the provider's.
    case foreign
    /// `alg: none`.
    case none
    /// HMAC with the provider's public key as the secret.
    case hmac
  }

  /// The right answer with members changed or left out, and an id_token with other claims.
  public static func alter(
    members: [String: any Sendable] = [:], without: [String] = [],
    claims: [String: any Sendable] = [:], withoutClaims: [String] = [],
    signer: Signer = .provider, headers: [String: String] = [:]
  ) -> OpenIDFault {
    var plan: [String: Any] = ["members": members, "without": without, "headers": headers]
    if !claims.isEmpty || !withoutClaims.isEmpty || signer != .provider {
      plan["idToken"] = ["claims": claims, "without": withoutClaims, "signer": signer.rawValue]
    }
    return OpenIDFault("alter", plan)
  }
}
