/// How many connections at once a server has borne.
public struct FoundLimit: Equatable, Sendable {
  /// How many were open when it stopped.
  public let accepted: Int
  /// How many were tried at most.
  public let ceiling: Int
  /// Why one more was refused; nil where the ceiling was reached.
  public let refusal: Diagnosis?

  /// The limit to set; nil where no connection came about.
  public var proposal: Int? { accepted > 0 ? accepted : nil }

  /// What a search has found.
  public init(accepted: Int, ceiling: Int, refusal: Diagnosis?) {
    (self.accepted, self.ceiling, self.refusal) = (accepted, ceiling, refusal)
  }
}
