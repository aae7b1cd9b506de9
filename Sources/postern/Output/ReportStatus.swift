import MailDiagnosis

extension DeliveryReport {
  /// The status with which `postern test` ends.
  ///
  /// An interrupted test is not temporary to a shell, whatever a queue would make of it.
  var status: ExitStatus {
    switch outcome {
    case .delivered, .accepted: .done
    case .cancelled: .interrupted
    case .unknown, .failed:
      diagnosis.flatMap { ExitStatus(rawValue: $0.exitCode.rawValue) } ?? .software
    }
  }
}
