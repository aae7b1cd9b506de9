/// Why an attempt failed, as data: what was seen, without a word of any language.
///
/// The rules choose it; `Words/` alone makes its sentence and its advice. To add a diagnosis: a case
/// of ``Finding``, a case here, the rule that gives it, and its words.
public enum Cause: Equatable, Sendable {
  /// Words that stand beside their rule.
  case worded(String, advice: [String])
  /// The server cannot be found, or does not answer.
  case reaching(Reaching)
}
