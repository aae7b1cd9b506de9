/// A fault of the test infrastructure, told in words.
public struct TestFailure: Error, CustomStringConvertible {
  /// What went wrong, with the output or log that shows it.
  public let description: String

  /// Makes a fault out of its words.
  public init(_ description: String) {
    self.description = description
  }
}
