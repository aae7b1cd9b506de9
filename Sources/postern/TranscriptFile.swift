import Glibc
import MailDiagnosis
import MailSettings

/// The file of `--transcript`, opened before anything is sent so that a wrong path is told at once.
struct TranscriptFile {
  private let path: String
  private let descriptor: Int32

  init(path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw Self.failure(path) }
  }

  /// Writes one line for each line of the dialogue, with the seconds since its beginning.
  func write(_ lines: [TranscriptLine]) throws(Failure) {
    defer { close(descriptor) }
    let text = lines.map { line in
      "\(Milliseconds.seconds(line.milliseconds)) \(line.speaker.rawValue) \(line.text.printable())\n"
    }
    var rest = Array(text.joined().utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count < 0, errno != EINTR { throw Self.failure(path) }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      .inputOutput, "The transcript \(path) cannot be written: \(String(cString: strerror(errno)))."
    )
  }
}

/// Durations in words.
enum Milliseconds {
  /// `  1.234`, in seconds.
  static func seconds(_ milliseconds: Double) -> String {
    let whole = Int(milliseconds.rounded())
    let fraction = String(whole % 1000)
    let text = "\(whole / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    return String(repeating: " ", count: max(0, 7 - text.count)) + text
  }
}
