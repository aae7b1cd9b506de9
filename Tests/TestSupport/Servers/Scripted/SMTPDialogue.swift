/// An SMTP server made of one reply for each command.
///
/// `SMTPDialogue(["MAIL": "550 5.7.1 no"])` accepts everything but the sender. A key is a
/// command's beginning (`"RCPT TO:<bob"`), the longest that fits wins. `"greeting"` is said first,
/// and `"."` after the message's data.
public struct SMTPDialogue: Sendable {
  /// What is done in answer to a command.
  public struct Reply: Sendable, ExpressibleByStringLiteral {
    let steps: [ScriptStep]

    /// A reply; its lines are separated by `\n`.
    public init(stringLiteral value: String) {
      steps = [.send(Self.lines(value))]
    }

    /// Any steps at all; none is a server that does not answer.
    public static func steps(_ steps: [ScriptStep]) -> Reply { Reply(steps: steps) }
    /// A reply made at run time; its lines are separated by `\n`.
    public static func text(_ text: String) -> Reply { Reply(stringLiteral: text) }
    /// A reply, then the end of the connection.
    public static func closing(_ text: String) -> Reply {
      Reply(steps: [.send(lines(text)), .close])
    }
    /// A reply, then TLS.
    public static func startingTLS(_ text: String, _ tls: ScriptedTLS) -> Reply {
      Reply(steps: [.send(lines(text)), .startTLS(tls)])
    }
    /// The reply to EHLO with these keywords.
    public static func ehlo(_ keywords: [String], host: String = "scripted.example") -> Reply {
      let words = [host] + keywords
      let marked = words.enumerated().map {
        "250\($0.offset == words.count - 1 ? " " : "-")\($0.1)"
      }
      return .text(marked.joined(separator: "\n"))
    }
    /// The connection ends without a reply.
    public static let close = Reply(steps: [.close])
    /// The connection is reset without a reply.
    public static let reset = Reply(steps: [.reset])
    /// No reply ever.
    public static let silence = Reply(steps: [.silence])

    private init(steps: [ScriptStep]) {
      self.steps = steps
    }

    private static func lines(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        + "\r\n"
    }
  }

  private var replies: [String: [Reply]]
  private var tlsReplies: [String: [Reply]]

  /// A server that accepts everything, with other replies where they are given.
  ///
  /// `whenEncrypted` holds the replies that differ inside TLS.
  public init(_ replies: [String: Reply] = [:], whenEncrypted: [String: Reply] = [:]) {
    self.init(
      sequences: replies.mapValues { [$0] }, whenEncrypted: whenEncrypted.mapValues { [$0] })
  }

  /// A server whose replies to the same command follow each other; the last one stays.
  ///
  /// After a reply with the code 334 the client's next line takes the next reply, so that
  /// `"AUTH": ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 2.7.0 ok"]` is a login.
  public init(sequences: [String: [Reply]], whenEncrypted: [String: [Reply]] = [:]) {
    replies = Self.friendly.merging(sequences) { $1 }
    tlsReplies = whenEncrypted
  }

  private static let friendly: [String: [Reply]] = [
    "greeting": ["220 scripted.example ESMTP"],
    "EHLO": [.ehlo(["PIPELINING", "SIZE 10240000", "8BITMIME", "ENHANCEDSTATUSCODES"])],
    "HELO": ["250 scripted.example"],
    "AUTH": ["235 2.7.0 Authentication successful"],
    "MAIL": ["250 2.1.0 Ok"],
    "RCPT": ["250 2.1.5 Ok"],
    "DATA": ["354 End data with <CR><LF>.<CR><LF>"],
    ".": ["250 2.0.0 Ok: queued as 4SCRIPTED"],
    "RSET": ["250 2.0.0 Ok"],
    "NOOP": ["250 2.0.0 Ok"],
    "QUIT": ["221 2.0.0 Bye"],
  ]

  var json: [String: any Sendable] {
    ["do": "smtp", "replies": Self.json(replies), "tlsReplies": Self.json(tlsReplies)]
  }

  private static func json(_ replies: [String: [Reply]]) -> [String: any Sendable] {
    replies.mapValues { $0.map { $0.steps.map(\.json) } }
  }
}
