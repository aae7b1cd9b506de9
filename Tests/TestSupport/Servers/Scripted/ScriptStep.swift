internal import Foundation

/// One thing that a `ScriptedServer` does on a connection.
///
/// When a script is over, its connection stays open, and what arrives is recorded.
public indirect enum ScriptStep: Sendable {
  /// Sends a text as it stands; write the line ends as `\r\n`.
  case send(String)
  /// Sends bytes.
  case sendRaw([UInt8])
  /// Sends a text in which `{tag}` is the first word of the line that came last (IMAP).
  case reply(String)
  /// Reads a line; one that does not begin so (in any case) is a fault and closes.
  case expect(prefix: String)
  /// Reads lines up to one with only a full stop: a message's data.
  case expectData
  /// Sends byte by byte with a pause after each.
  case drip(String, milliseconds: Int)
  /// Waits before the next step.
  case pause(milliseconds: Int)
  /// Sends the same text over and over, until the client closes.
  case repeatForever(String)
  /// Says nothing more, but keeps the connection open and records what arrives.
  case silence
  /// Closes the connection.
  case close
  /// Closes the connection with a TCP reset (RST).
  case reset
  /// Begins TLS: as the first step for SSL, later for STARTTLS.
  case startTLS(ScriptedTLS)
  /// Speaks SMTP until the client quits.
  case smtp(SMTPDialogue)

  /// Reads a line, whatever it is.
  public static let readLine = ScriptStep.expect(prefix: "")

  var json: [String: any Sendable] {
    switch self {
    case .send(let text): Self.json("send", Array(text.utf8))
    case .sendRaw(let bytes): Self.json("send", bytes)
    case .reply(let text): Self.json("reply", Array(text.utf8))
    case .expect(let prefix): ["do": "expect", "prefix": prefix]
    case .expectData: ["do": "expectData"]
    case .drip(let text, let milliseconds):
      Self.json("drip", Array(text.utf8)).merging(["milliseconds": milliseconds]) { $1 }
    case .pause(let milliseconds): ["do": "pause", "milliseconds": milliseconds]
    case .repeatForever(let text): Self.json("repeat", Array(text.utf8))
    case .silence: ["do": "silence"]
    case .close: ["do": "close"]
    case .reset: ["do": "reset"]
    case .startTLS(let tls): tls.json
    case .smtp(let dialogue): dialogue.json
    }
  }

  private static func json(_ verb: String, _ bytes: [UInt8]) -> [String: any Sendable] {
    ["do": verb, "data": Data(bytes).base64EncodedString()]
  }
}

/// The server's side of a TLS handshake in a script.
public struct ScriptedTLS: Sendable {
  /// A version of TLS, as Python's `ssl.TLSVersion` calls it.
  public enum Version: String, Sendable {
    /// TLS 1.0; needs `ciphers` with `@SECLEVEL=0`.
    case tls10 = "TLSv1"
    /// TLS 1.1; needs `ciphers` with `@SECLEVEL=0`.
    case tls11 = "TLSv1_1"
    /// TLS 1.2.
    case tls12 = "TLSv1_2"
    /// TLS 1.3.
    case tls13 = "TLSv1_3"
  }

  /// The certificate and its key.
  public var certificate: IssuedCertificate
  /// Whether the root is sent at the end of the chain.
  public var sendsRoot = false
  /// Whether the intermediate authorities are left out.
  public var leavesOutChain = false
  /// The oldest version that is spoken.
  public var minimum: Version = .tls12
  /// The newest version that is spoken.
  public var maximum: Version = .tls13
  /// OpenSSL's cipher list; weak keys and digests need `DEFAULT:@SECLEVEL=0`.
  public var ciphers: String? = "DEFAULT:@SECLEVEL=0"
  /// The authority that a client's certificate has to come from; nil when none is asked for.
  public var clientAuthority: String?
  /// Whether the client's server name is answered by the alert unrecognized_name.
  public var refusesName = false

  /// TLS 1.2 or 1.3 with a certificate.
  public init(_ certificate: IssuedCertificate, _ change: (inout ScriptedTLS) -> Void = { _ in }) {
    self.certificate = certificate
    change(&self)
  }

  var json: [String: any Sendable] {
    let chain =
      leavesOutChain
      ? certificate.certificate : sendsRoot ? certificate.chainWithRoot : certificate.chain
    var json: [String: any Sendable] = [
      "do": "tls", "chain": chain, "key": certificate.key, "minimum": minimum.rawValue,
      "maximum": maximum.rawValue, "refusesName": refusesName,
    ]
    json["ciphers"] = ciphers
    json["clientAuthority"] = clientAuthority
    return json
  }
}
