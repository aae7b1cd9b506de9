public import MailSettings
internal import SystemAccess

/// Removes secrets from a dialogue while its lines are recorded.
///
/// What the client says in a sign-in is never shown. Every known secret is also removed wherever a
/// server echoes it: as it is, in base64 at any alignment, percent-encoded or quoted-printable, in
/// any case of ASCII letters, with white space in it, and broken over consecutive lines. A line
/// that may end with the beginning of a secret waits for the next one, so the lines that are
/// returned are not always those that were added; ``finish()`` returns the last of them.
///
/// Secrets of fewer than four characters would be found in any text: they are removed only from the
/// server's lines during a sign-in, where they stand as a word.
public struct TranscriptRedactor: Sendable {
  /// What stands for a secret.
  public static let mask = "•••"

  private let patterns: SecretPatterns
  private var exchange: SignInExchange
  private var held: [HeldLine] = []
  private var streams: [TranscriptLine.Speaker: SecretStream] = [:]
  private var count = 0

  /// A redactor for one connection; an empty secret is ignored.
  public init(service: MailService, secrets: [Secret]) {
    patterns = SecretPatterns(secrets)
    exchange = SignInExchange(service: service)
  }

  /// Takes the next line, without its end, and returns the lines that may now be shown, in order.
  public mutating func add(
    _ speaker: TranscriptLine.Speaker, _ line: some Collection<UInt8>, milliseconds: Double
  ) -> [TranscriptLine] {
    let bytes = line.prefix(LineSplitter.longestLine)
    let text = String(decoding: bytes, as: UTF8.self).printable()
    var new = self.line(speaker, text, milliseconds)
    switch speaker {
    case .client:
      if let shown = exchange.client(text) { new = self.line(speaker, shown, milliseconds) }
    case .server:
      if exchange.isOpen { new.mask(words: patterns.short) }
      if let payload = exchange.server(text), let clear = Challenge.harmless(payload) {
        new.remark = redact(clear)
      }
    case .note: break
    }
    count += 1
    held.append(new)
    search(speaker)
    return release()
  }

  /// Returns the lines that still wait; what may begin a secret at their end is masked.
  public mutating func finish() -> [TranscriptLine] {
    for stream in streams.values {
      for place in stream.unfinished(patterns) { mask(place, isBase64: false) }
    }
    defer { held = [] }
    return held.map(\.shown)
  }

  private func line(
    _ speaker: TranscriptLine.Speaker, _ text: String, _ milliseconds: Double
  ) -> HeldLine {
    HeldLine(number: count, speaker: speaker, text: text, milliseconds: milliseconds)
  }

  private mutating func search(_ speaker: TranscriptLine.Speaker) {
    guard let line = held.last else { return }
    var stream = streams[speaker] ?? SecretStream()
    for match in stream.add(line, patterns) { mask(match.place, isBase64: match.isBase64) }
    streams[speaker] = stream
  }

  private mutating func mask(_ place: FoldedText.Place, isBase64: Bool) {
    guard let first = held.first, place.line >= first.number else { return }
    held[place.line - first.number].mask(place.range, isBase64: isBase64)
  }

  /// The most lines that wait: a server may send empty lines without end.
  private static let mostHeld = 64

  private mutating func release() -> [TranscriptLine] {
    guard let first = held.first else { return [] }
    if held.count > Self.mostHeld { return finish() }
    let waiting = streams.values.flatMap { $0.unfinished(patterns) }
      .map(\.line).filter { $0 >= first.number }.min()
    let free = held.prefix { $0.number < waiting ?? .max }
    defer { held.removeFirst(free.count) }
    return free.map(\.shown)
  }
}

extension TranscriptRedactor {
  /// A text without the known secrets.
  public func redact(_ text: String) -> String { redact([text])[0] }

  /// A reply without the known secrets, those broken over its lines included.
  public func redact(_ reply: Reply) -> Reply {
    Reply(code: reply.code, enhanced: reply.enhanced, lines: redact(reply.lines))
  }

  /// Consecutive lines without the known secrets.
  public func redact(_ lines: [String]) -> [String] {
    guard !patterns.isEmpty else {
      return lines.map { $0.printable(limit: ReplyParser.longestText) }
    }
    var stream = SecretStream()
    var held = lines.enumerated().map { number, line in
      HeldLine(number: number, speaker: .note, text: line.printable(), milliseconds: 0)
    }
    for number in held.indices {
      for match in stream.add(held[number], patterns) {
        held[match.place.line].mask(match.place.range, isBase64: match.isBase64)
      }
    }
    return held.map(\.shown.text)
  }
}
