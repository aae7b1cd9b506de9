internal import MailSettings

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
