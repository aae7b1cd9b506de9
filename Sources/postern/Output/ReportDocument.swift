import MailDiagnosis
import MailDialogue
import MailSettings
import SettingsStore

/// The document of `postern test --json`, schema 1.
struct ReportDocument: JSONDocument {
  let schema = 1
  let outcome: Outcome
  let stages: [StageDocument]
  @OrNull var tls: TLSFacts?
  @OrNull var authenticated: String?
  @OrNull var messageID: String?
  var mechanisms = MechanismsDocument(OfferedMechanisms())
  @OrNull var diagnosis: DiagnosisDocument?

  enum CodingKeys: String, CodingKey {
    case schema, outcome, stages, tls, authenticated, mechanisms, diagnosis
    case messageID = "message-id"
  }

  init(_ report: DeliveryReport) {
    outcome = report.outcome
    stages = report.stages.map(StageDocument.init)
    tls = report.tls
    authenticated = report.authenticated
    messageID = report.messageID
    mechanisms = MechanismsDocument(report.offers)
    diagnosis = report.diagnosis.map(DiagnosisDocument.init)
  }

  /// For invalid settings, with which nothing was tried; the diagnosis is the first problem.
  ///
  /// - Parameter home: `--home` for a suggested command, as it was given.
  init(invalid problem: SettingProblem, in draft: Draft, _ home: String) {
    let isSMTP = draft.chosenProtocol == .smtp
    self.init(
      order: Stage.order(
        ssl: isSMTP && draft.smtp.chosenEncryption == .ssl,
        incomingFirst: isSMTP && draft.chosenMode == .incomingFirst, token: !isSMTP),
      DiagnosisDocument(
        invalid: problem.key.name, cause: problem.problem.sentence.ended,
        advice: CommandWords.checkNames(home)))
  }

  /// Settings that cannot be read.
  init(unreadable error: StoreError) {
    self.init(
      order: Stage.order(ssl: false, incomingFirst: false),
      DiagnosisDocument(invalid: nil, cause: error.asSentence, advice: nil))
  }

  private init(order: [Stage], _ diagnosis: DiagnosisDocument) {
    outcome = .failed
    stages = order.map { StageDocument(StageResult(stage: $0)) }
    self.diagnosis = diagnosis
  }
}

struct StageDocument: Encodable {
  let stage: Stage
  let state: StageState
  @OrNull var milliseconds: Double?
  @OrNull var detail: String?

  init(_ result: StageResult) {
    stage = result.stage
    // A stage that was cancelled is still `running`, which the document does not have.
    state = result.state == .running ? .pending : result.state
    milliseconds = result.milliseconds.map { ($0 * 10).rounded() / 10 }
    detail = result.detail?.text
  }
}

/// The mechanisms that the server offers; null where it was not asked.
struct MechanismsDocument: Encodable {
  @OrNull var beforeTLS: [String]?
  @OrNull var inTLS: [String]?

  enum CodingKeys: String, CodingKey {
    case beforeTLS = "before-tls"
    case inTLS = "in-tls"
  }

  init(_ offers: OfferedMechanisms) {
    (beforeTLS, inTLS) = (offers.beforeTLS, offers.inTLS)
  }
}

struct DiagnosisDocument: Encodable {
  let id: String
  @OrNull var stage: Stage?
  let cause: String
  let advice: [String]
  let responsible: Diagnosis.Responsible
  @OrNull var fix: [String: String]?
  let fixes: [FixDocument]
  @OrNull var reply: ReplyDocument?
  @OrNull var microsoft: MicrosoftDocument?
  /// The wrong setting's key; only where settings are invalid, null where the problem is another
  /// one.
  var key: OrNull<String>?

  init(_ diagnosis: Diagnosis) {
    id = diagnosis.id
    stage = diagnosis.stage
    cause = diagnosis.cause
    advice = diagnosis.advice
    responsible = diagnosis.responsible
    fixes = diagnosis.fixes.map(FixDocument.init)
    fix = fixes.lazy.map(\.changes).first { !$0.isEmpty }
    reply = diagnosis.reply.map(ReplyDocument.init)
    microsoft = diagnosis.microsoft.map(MicrosoftDocument.init)
  }

  /// Nothing was tried, for a setting or a file.
  init(invalid key: String?, cause: String, advice: String?) {
    self.init(
      id: Finding.settingsInvalid.rawValue, cause: cause, advice: [advice].compactMap(\.self))
    self.key = OrNull(wrappedValue: key)
  }

  /// Nothing was tried, for what the caller of Postern can mend.
  init(id: String, stage: Stage? = nil, cause: String, advice: [String], fixes: [Fix] = []) {
    (self.id, self.cause, self.advice) = (id, cause, advice)
    self.stage = stage
    responsible = .you
    self.fixes = fixes.map(FixDocument.init)
    fix = self.fixes.lazy.map(\.changes).first { !$0.isEmpty }
  }
}

struct ReplyDocument: Encodable {
  let code: Int
  @OrNull var enhanced: String?
  let text: String

  init(_ reply: Reply) {
    code = reply.code
    enhanced = reply.enhanced?.description
    text = reply.text
  }
}

/// Microsoft Entra ID's error.
struct MicrosoftDocument: Encodable {
  let error: String
  @OrNull var code: String?
  let text: String
  @OrNull var correlationID: String?
  @OrNull var traceID: String?
  @OrNull var timestamp: String?

  enum CodingKeys: String, CodingKey {
    case error, code, text, timestamp
    case correlationID = "correlation-id"
    case traceID = "trace-id"
  }

  init(_ refusal: MicrosoftError) {
    (error, code, text) = (refusal.error, refusal.code, refusal.text)
    (correlationID, traceID) = (refusal.correlationID, refusal.traceID)
    timestamp = refusal.timestamp
  }
}
