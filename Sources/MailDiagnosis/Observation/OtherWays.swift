public import MailSettings

/// What is known of a server's other ports and encryptions after one has failed.
public struct OtherWays: Equatable, Sendable {
  /// The best one that answers and protects no less; nil where none is known.
  public let best: Alternative?
  /// Whether all of the server's usual ports were tried.
  public let isSearched: Bool

  /// By default nothing is known, since nothing was tried.
  public init(best: Alternative? = nil, isSearched: Bool = false) {
    (self.best, self.isSearched) = (best, isSearched)
  }
}

extension Observation {
  /// What is known of the server's other ports and encryptions.
  var otherWays: OtherWays { OtherWays(best: found.first, isSearched: hasLookedElsewhere) }
}

/// A port and encryption of the same host that was tried without credentials and answered.
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

/// An address of the host that was tried and failed.
public struct AddressTrial: Equatable, Sendable {
  /// The address in its numeric form.
  public let address: String
  /// What came of it.
  public let end: End

  /// What came of an address.
  public enum End: Equatable, Sendable {
    /// It did not answer before the attempt ended.
    case noAnswer
    case notTried
    /// The connection failed with this error.
    case notConnected(errno: Int32)
    /// A connection was made, and ended in this way.
    case ended(Ending)
  }

  /// An address that failed, and how.
  public init(address: String, end: End) {
    self.address = address
    self.end = end
  }
}
