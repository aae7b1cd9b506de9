internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// The dialogue of one attempt, without secrets and harmless as it is captured.
struct Transcript {
  /// What may be shown so far.
  private(set) var lines: [TranscriptLine] = []
  private var redactor: TranscriptRedactor
  /// What is taken out so far.
  private(set) var secrets: [Secret]
  /// Told of each line as soon as it may be shown.
  var hear: ((TranscriptLine) -> Void)?
  private let service: MailService
  private let start = ContinuousClock.now

  /// A server that talks without end shall not fill the memory.
  private static let mostLines = 2000
  private static let longestLine = 1000

  init(service: MailService, secrets: [Secret] = []) {
    (self.service, self.secrets) = (service, secrets)
    redactor = TranscriptRedactor(service: service, secrets: secrets)
  }

  mutating func add(_ speaker: TranscriptLine.Speaker, _ line: some Collection<UInt8>) {
    append(redactor.add(speaker, line, milliseconds: start.duration(to: .now).milliseconds))
  }

  /// Takes a secret that is known only now out of all that follows.
  mutating func learn(_ secret: Secret) {
    append(redactor.finish())
    secrets.append(secret)
    redactor = TranscriptRedactor(service: service, secrets: secrets)
  }

  /// Takes out of all that follows what another dialogue knew.
  mutating func learn(from other: Transcript) {
    for secret in other.secrets where !secrets.contains(secret) { learn(secret) }
  }

  /// Adds the lines of another connection, such as the one to the incoming mailbox server, which
  /// were heard already.
  mutating func add(_ other: [TranscriptLine]) {
    append(redactor.finish())
    lines += other.prefix(max(0, Self.mostLines - lines.count))
  }

  /// Everything, the lines that still waited for what follows included.
  mutating func finished() -> [TranscriptLine] {
    append(redactor.finish())
    return lines
  }

  func redacted(_ reply: Reply) -> Reply { redactor.redact(reply) }
  func redacted(_ text: String) -> String { redactor.redact(text) }

  private mutating func append(_ new: [TranscriptLine]) {
    for line in new where lines.count < Self.mostLines {
      let shown = TranscriptLine(
        speaker: line.speaker, text: line.text.printable(limit: Self.longestLine),
        milliseconds: line.milliseconds)
      lines.append(shown)
      hear?(shown)
    }
  }
}
