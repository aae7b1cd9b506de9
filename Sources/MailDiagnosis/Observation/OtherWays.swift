public import MailSettings

/// What is known of other ways to a server, after one was tried in vain.
public struct OtherWays: Equatable, Sendable {
  /// The best way that answers and protects enough; nil where none is known.
  public let best: Alternative?
  /// Whether the server's usual ports were tried to the end.
  public let isSearched: Bool

  /// Other ways with their parts; without any, nobody has looked.
  public init(best: Alternative? = nil, isSearched: Bool = false) {
    (self.best, self.isSearched) = (best, isSearched)
  }
}

extension Observation {
  /// What is known of other ways to the server.
  var otherWays: OtherWays { OtherWays(best: found.first, isSearched: hasLookedElsewhere) }
}

/// A way to the same host that was tried without credentials and answered.
public struct Alternative: Equatable, Hashable, Sendable {
  /// The port that answered.
  public let port: Port
  /// The encryption that works there.
  public let encryption: Encryption
  /// Whether the certificate there is trusted; nil without TLS.
  public let isTrusted: Bool?

  /// A port and an encryption that answered.
  public init(port: Port, encryption: Encryption, isTrusted: Bool?) {
    self.port = port
    self.encryption = encryption
    self.isTrusted = isTrusted
  }
}

/// An address of the host that was tried in vain.
public struct AddressTrial: Equatable, Sendable {
  /// The address in its numeric form.
  public let address: String
  /// What came of it.
  public let end: End

  /// What came of an address.
  public enum End: Equatable, Sendable {
    /// Nothing has come until the attempt ended.
    case noAnswer
    case notTried
    /// No connection; why.
    case notConnected(errno: Int32)
    /// A connection that proved useless.
    case ended(Ending)
  }

  /// An address that was tried in vain, and what came of it.
  public init(address: String, end: End) {
    self.address = address
    self.end = end
  }
}
