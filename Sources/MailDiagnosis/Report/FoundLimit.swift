/// How many simultaneous connections a server accepted when it was tried.
public struct FoundLimit: Equatable, Sendable {
  /// How many were open when the search ended.
  public let accepted: Int
  /// The most that were tried.
  public let ceiling: Int
  /// Why one more was refused; nil where the ceiling was reached.
  public let refusal: Diagnosis?

  /// The limit to set; nil where no connection was accepted.
  public var proposal: Int? { accepted > 0 ? accepted : nil }

  /// Makes a result of at most `ceiling` connections.
  public init(accepted: Int, ceiling: Int, refusal: Diagnosis?) {
    (self.accepted, self.ceiling, self.refusal) = (accepted, ceiling, refusal)
  }
}
