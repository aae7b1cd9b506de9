import MailDiagnosis

extension DeliveryReport {
  /// The status with which `postern test` ends.
  var status: ExitStatus {
    switch outcome {
    case .delivered, .accepted: .done
    case .cancelled: .interrupted
    case .unknown: .unavailable
    case .failed: diagnosis.map(\.status) ?? .software
    }
  }
}

extension Diagnosis {
  fileprivate var status: ExitStatus {
    switch id.prefix(while: { $0 != "." }) {
    case "resolve": .noHost
    case "tls", "certificate": .protocol
    case "auth", "incoming", "sender": .noPermission
    case "recipient": .noUser
    case "data": .data
    case "limit", "server": .temporary
    default: .unavailable
    }
  }
}
