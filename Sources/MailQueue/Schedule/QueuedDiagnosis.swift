public import MailDiagnosis
public import MailDialogue
public import MailSettings

/// A diagnosis as it is kept with a mail, words included: in the form of `postern test --json`.
public struct QueuedDiagnosis: Codable, Equatable, Sendable {
  /// A server's reply.
  public struct Answer: Codable, Equatable, Sendable {
    /// Three digits.
    public let code: Int
    /// Such as `5.1.1`, where it had one.
    public let enhanced: String?
    /// Its text.
    public let text: String

    /// In one line as the server said it.
    public var raw: String {
      [String(code), enhanced, text].compactMap(\.self).filter { !$0.isEmpty }
        .joined(separator: " ")
    }

    init(_ reply: Reply) {
      (code, enhanced, text) = (reply.code, reply.enhanced?.description, reply.text)
    }

    /// Encodes `null` where there is no enhanced code.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(code, forKey: .code)
      try container.encode(enhanced, forKey: .enhanced)
      try container.encode(text, forKey: .text)
    }
  }

  /// The stable id, such as `recipient.unknown`.
  public let id: String
  /// The stage that failed, where one did.
  public let stage: Stage?
  /// What happened, in a sentence.
  public let cause: String
  /// What would help.
  public let advice: [String]
  /// Who can mend it.
  public let responsible: Diagnosis.Responsible
  /// Changes of the settings that mend it, by key; nil for none.
  public let fix: [String: String]?
  /// What the server said, where it did.
  public let reply: Answer?
  /// What Microsoft Entra ID said, where it did.
  public let microsoft: MicrosoftError?

  /// Takes what is kept of a diagnosis.
  ///
  /// - Parameter reply: the server's reply to one recipient, where it is not the diagnosis's own.
  public init(_ diagnosis: Diagnosis, reply: Reply? = nil) {
    (id, stage, responsible) = (diagnosis.id, diagnosis.stage, diagnosis.responsible)
    (cause, advice) = (diagnosis.cause, diagnosis.advice)
    let changes = diagnosis.fixes.lazy.map(\.changes).first { !$0.isEmpty }
    fix = changes.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.name, $0.value) }) }
    self.reply = (reply ?? diagnosis.reply).map(Answer.init)
    microsoft = diagnosis.microsoft
  }

  /// The diagnosis of settings with which nothing can be sent.
  public init(invalid problem: SettingProblem) {
    (id, stage) = (Finding.settingsInvalid.rawValue, nil)
    cause = "\(problem.key.name): \(problem.problem.sentence)."
    advice = ["postern check names everything that is wrong or missing."]
    (responsible, fix, reply, microsoft) = (.you, nil, nil, nil)
  }

  /// Encodes `null` where there is no value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(stage, forKey: .stage)
    try container.encode(cause, forKey: .cause)
    try container.encode(advice, forKey: .advice)
    try container.encode(responsible, forKey: .responsible)
    try container.encode(fix, forKey: .fix)
    try container.encode(reply, forKey: .reply)
    try container.encode(microsoft, forKey: .microsoft)
  }
}
