internal import MailDiagnosis

extension Diagnosis {
  /// A failure whose cause nobody has looked for.
  static func unexplained(_ observation: Observation) -> Diagnosis {
    Diagnosis(
      id: "unknown", stage: observation.stage, cause: observation.ending.words,
      responsible: .unknown)
  }
}
