/// How long something took, in words that read the same everywhere: `85 ms`, `10.0 s`.
public struct ElapsedTime: Equatable, Sendable {
  /// In milliseconds, never negative.
  public let milliseconds: Double

  /// A time.
  public init(milliseconds: Double) { self.milliseconds = max(0, milliseconds) }

  /// Whole milliseconds below a second, else seconds with one decimal.
  public var text: String {
    let rounded = Int(milliseconds.rounded())
    guard rounded >= 1000 else { return "\(rounded) ms" }
    let tenths = Int((milliseconds / 100).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}

extension [StageResult] {
  /// How long the stage that is under way has been so: what has gone by, less what the stages
  /// before it took.
  ///
  /// - Parameter elapsed: since the first stage began, in milliseconds.
  public func timeOfRunningStage(elapsed: Int) -> ElapsedTime {
    let ended = reduce(0) { $0 + ($1.milliseconds ?? 0) }
    return ElapsedTime(milliseconds: Double(elapsed) - ended)
  }
}
