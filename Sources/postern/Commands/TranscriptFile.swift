import Glibc
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess
import Wizard

/// The file of `--transcript`, opened before anything is sent; its errors are told after the
/// report.
struct TranscriptFile {
  private let path: String
  private let descriptor: Int32
  /// The errno of opening it, 0 for success.
  private let reason: Int32

  /// Opens the file.
  ///
  /// - Parameter isNew: whether a file that exists is refused.
  init(path: String, isNew: Bool = false) {
    self.path = path
    // O_NONBLOCK: a pipe that nobody reads must not be waited for.
    let flags = O_WRONLY | O_CREAT | (isNew ? O_EXCL : O_TRUNC) | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    descriptor = open(path, flags, 0o600)
    reason = descriptor < 0 ? errno : 0
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, O_WRONLY) }
  }

  /// Writes the dialogue line by line with the seconds since its beginning; returns why that
  /// failed, nil for success.
  func write(_ lines: [TranscriptLine]) -> Failure? {
    problem(of: lines).map { Failure(.inputOutput, $0.wholeSentence) }
  }

  private func problem(of lines: [TranscriptLine]) -> TranscriptError? {
    guard descriptor >= 0 else { return failure(reason) }
    let text = lines.map { line in
      "\(Milliseconds.seconds(line.milliseconds)) \(line.speaker.rawValue) \(line.text.printable())\n"
    }
    let reason = write(Array(text.joined().utf8)[...])
    // Some file systems report a full disk only here, see close(2).
    let isClosed = close(descriptor) == 0 || errno == EINTR
    if let reason { return failure(reason) }
    return isClosed ? nil : failure(errno)
  }

  private func write(_ bytes: ArraySlice<UInt8>) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count < 0, errno != EINTR { return errno }
    }
    return nil
  }

  private func failure(_ reason: Int32) -> TranscriptError {
    TranscriptError(path: path, reason: reason)
  }
}

extension TranscriptFile {
  /// Writes the dialogue into a new file of the current folder, named after this moment.
  static func keep(_ lines: [TranscriptLine]) -> KeptTranscript {
    var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
    let here = getcwd(&folder, folder.count).map { String(cString: $0) } ?? "."
    let path =
      "\(here)/postern-transcript-\(Moment.now().internetText.replacing(":", with: "")).txt"
    let problem = TranscriptFile(path: path, isNew: true).problem(of: lines)
    return problem.map { .failed(ForeignError($0)) } ?? .written(path: path)
  }
}

/// Why a transcript cannot be written.
struct TranscriptError: WordedError {
  let path: String
  /// The error number, see errno(3).
  let reason: Int32
  var endsWithCommand: Bool { false }
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
