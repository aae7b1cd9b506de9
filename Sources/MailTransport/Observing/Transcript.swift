internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// The dialogue of one attempt, recorded without secrets and control characters.
final class Transcript {
  private var lines: [TranscriptLine] = []
  private var redactor: TranscriptRedactor
  private var secrets: [Secret] = []
  private let service: MailService
  private let hear: ((TranscriptLine) -> Void)?
  private let isKept: Bool
  private let start = ContinuousClock.now

  /// Later lines are dropped, so that a hostile server cannot fill the memory.
  private static let mostLines = 2000
  private static let longestLine = 1000

  /// - Parameters:
  ///   - hear: told of each line as soon as it may be shown.
  ///   - isKept: whether anybody will read it: of thousands of mails nobody does.
  init(
    service: MailService, hear: ((TranscriptLine) -> Void)? = nil, isKept: Bool = true
  ) {
    (self.service, self.hear, self.isKept) = (service, hear, isKept)
    redactor = TranscriptRedactor(service: service, secrets: [])
  }

  /// An empty transcript for another connection, with the same listener.
  func beside(_ service: MailService) -> Transcript {
    Transcript(service: service, hear: hear, isKept: isKept)
  }

  func add(_ speaker: TranscriptLine.Speaker, _ line: some Collection<UInt8>) {
    guard isKept else { return }
    append(redactor.add(speaker, line, milliseconds: start.duration(to: .now).milliseconds))
  }

  func note(_ note: TranscriptNote) { add(.note, note.words.utf8) }

  /// Removes a secret that has become known from everything that follows.
  func learn(_ secret: Secret) {
    guard !secrets.contains(secret) else { return }
    append(redactor.finish())
    secrets.append(secret)
    redactor = TranscriptRedactor(service: service, secrets: secrets)
  }

  /// Adds the dialogue of another connection, which its listener has heard already, and removes
  /// that one's secrets from everything that follows: two servers of one provider may repeat each
  /// other's.
  func add(_ other: Transcript) {
    other.secrets.forEach(learn)
    append(redactor.finish())
    lines += other.take().prefix(max(0, Self.mostLines - lines.count))
  }

  /// Returns the lines since it was last called, including those that were still held back.
  func take() -> [TranscriptLine] {
    append(redactor.finish())
    defer { lines = [] }
    return lines
  }

  func redacted(_ reply: Reply) -> Reply { redactor.redact(reply) }
  func redacted(_ text: String) -> String { redactor.redact(text) }

  private func append(_ new: [TranscriptLine]) {
    for line in new where lines.count < Self.mostLines {
      let shown = TranscriptLine(
        speaker: line.speaker, text: line.text.printable(limit: Self.longestLine),
        milliseconds: line.milliseconds)
      lines.append(shown)
      hear?(shown)
    }
  }
}
