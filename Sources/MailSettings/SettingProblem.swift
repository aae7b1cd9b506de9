/// A problem together with the key that it stands at.
public struct SettingProblem: Error, Equatable, Sendable {
  /// The dotted key, such as `smtp.port`, or a password's, such as `smtp.password`.
  public let key: String
  /// What is wrong there.
  public let problem: Problem

  /// A problem at a key.
  public init(key: String, problem: Problem) {
    self.key = key
    self.problem = problem
  }
}
