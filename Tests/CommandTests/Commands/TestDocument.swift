import MailDiagnosis

/// The document of `postern test --json`, to the letter of the contract.
struct TestDocument: Decodable {
  struct Stage: Decodable {
    let stage: MailDiagnosis.Stage
    let state: String
    let milliseconds: Double?
    let detail: String?
  }
  struct TLS: Decodable {
    let `protocol`: String
    let cipher: String
    let verified: Bool
  }
  struct Reply: Decodable {
    let code: Int
    let enhanced: String?
    let text: String
  }
  struct Diagnosis: Decodable {
    let id: String
    let stage: MailDiagnosis.Stage?
    let cause: String
    let advice: [String]
    let fix: [String: String]?
    let reply: Reply?
  }

  struct Mechanisms: Decodable, Equatable {
    let beforeTLS: [String]?
    let inTLS: [String]?
    enum CodingKeys: String, CodingKey {
      case beforeTLS = "before-tls"
      case inTLS = "in-tls"
    }
  }

  let schema: Int
  let outcome: Outcome
  let stages: [Stage]
  let tls: TLS?
  let authenticated: String?
  let messageID: String?
  let mechanisms: Mechanisms
  let diagnosis: Diagnosis?

  enum CodingKeys: String, CodingKey {
    case schema, outcome, stages, tls, authenticated, mechanisms, diagnosis
    case messageID = "message-id"
  }

  /// `resolve passed`, and so on.
  var progress: [String] { stages.map { "\($0.stage.rawValue) \($0.state)" } }
}

extension TestDocument {
  /// Every key of the contract is there, null or not.
  static let keys = [
    "schema", "outcome", "stages", "tls", "authenticated", "message-id", "mechanisms",
    "diagnosis",
  ]
  static let diagnosisKeys = ["id", "stage", "cause", "advice", "fix", "reply"]
}
