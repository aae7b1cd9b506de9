import MailDiagnosis
internal import MailDialogue
import MailSettings
import SettingsStore

/// The document of `postern test --json`, schema 1.
enum ReportDocument {
  static func json(_ report: DeliveryReport) -> JSON {
    document(
      outcome: report.outcome, stages: report.stages,
      tls: report.tls.map { tls in
        .object([
          "protocol": .string(tls.protocol), "cipher": .string(tls.cipher),
          "verified": .boolean(tls.verified),
        ])
      }, authenticated: report.authenticated, messageID: report.messageID,
      offers: report.offers, diagnosis: report.diagnosis.map(diagnosis))
  }

  /// A set-up with which nothing was tried, for its first problem.
  static func invalid(_ problem: SettingProblem, _ draft: Draft) -> JSON {
    let order = Stage.order(
      ssl: draft.chosenProtocol == .smtp && draft.smtp.chosenEncryption == .ssl,
      incomingFirst: draft.chosenProtocol == .smtp && draft.chosenMode == .incomingFirst)
    return invalid(
      key: problem.key, cause: problem.problem.sentence.ended, order: order,
      advice: "postern check names everything that is wrong or missing.")
  }

  /// A set-up that cannot be read.
  static func invalid(_ error: StoreError) -> JSON {
    invalid(
      key: nil, cause: error.sentence.asSentence,
      order: Stage.order(ssl: false, incomingFirst: false), advice: nil)
  }

  private static func invalid(
    key: String?, cause: String, order: [Stage], advice: String?
  ) -> JSON {
    document(
      outcome: .failed, stages: order.map { StageResult(stage: $0) },
      diagnosis: .object([
        "id": .string(Finding.settingsInvalid.rawValue), "key": JSON(key), "stage": .null,
        "cause": .string(cause),
        "advice": .array([advice].compactMap(\.self).map(JSON.string)), "fix": .null,
        "fixes": .array([]), "reply": .null,
        "responsible": .string(Diagnosis.Responsible.you.rawValue),
      ]))
  }

  private static func document(
    outcome: Outcome, stages: [StageResult], tls: JSON? = nil, authenticated: String? = nil,
    messageID: String? = nil,
    offers: OfferedMechanisms = OfferedMechanisms(), diagnosis: JSON?
  ) -> JSON {
    .object([
      "schema": .integer(1), "outcome": .string(outcome.rawValue),
      "stages": .array(stages.map(stage)), "tls": tls ?? .null,
      "authenticated": JSON(authenticated), "message-id": JSON(messageID),
      "mechanisms": mechanisms(offers), "diagnosis": diagnosis ?? .null,
    ])
  }

  /// Null where the server was not asked.
  private static func mechanisms(_ offers: OfferedMechanisms) -> JSON {
    let list = { (names: [String]?) in names.map { JSON.array($0.map(JSON.string)) } ?? .null }
    return .object(["before-tls": list(offers.beforeTLS), "in-tls": list(offers.inTLS)])
  }

  private static func stage(_ result: StageResult) -> JSON {
    // A cancelled stage was running to the end; the contract has four states.
    let state = result.state == .running ? StageState.pending : result.state
    return .object([
      "stage": .string(result.stage.rawValue), "state": .string(state.rawValue),
      "milliseconds": result.milliseconds.map { .number(($0 * 10).rounded() / 10) } ?? .null,
      "detail": JSON(result.detail),
    ])
  }

  static func diagnosis(_ diagnosis: Diagnosis) -> JSON {
    let changing = diagnosis.fixes.filter { !$0.changes.isEmpty }
    return .object([
      "id": .string(diagnosis.id), "stage": .string(diagnosis.stage.rawValue),
      "cause": .string(diagnosis.cause), "advice": .array(diagnosis.advice.map(JSON.string)),
      "responsible": .string(diagnosis.responsible.rawValue),
      "fix": changing.first.map { .object($0.changes.mapValues(JSON.string)) } ?? .null,
      "fixes": .array(changing.map(\.json)), "reply": diagnosis.reply.map(reply) ?? .null,
    ])
  }

  private static func reply(_ reply: Reply) -> JSON {
    .object([
      "code": .integer(reply.code), "enhanced": JSON(reply.enhanced?.description),
      "text": .string(reply.text),
    ])
  }
}
