/// One line of a transcript.
public struct TranscriptLine: Equatable, Sendable {
  /// Who said it.
  public enum Speaker: String, Sendable {
    /// Postern.
    case client = "C:"
    case server = "S:"
    /// A note of the transport, such as `TLSv1.3 handshake`.
    case note = "*"
  }

  /// Who said it.
  public let speaker: Speaker
  /// What was said, redacted, free of control characters.
  public let text: String
  /// Milliseconds since the attempt began.
  public let milliseconds: Double

  /// A line.
  public init(speaker: Speaker, text: String, milliseconds: Double) {
    self.speaker = speaker
    self.text = text
    self.milliseconds = milliseconds
  }
}
