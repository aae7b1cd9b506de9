internal import Glibc
internal import MailSettings

/// Why a journal cannot be used.
public enum JournalFault: Error, Equatable, Sendable {
  /// The system's error number.
  case system(path: String, errno: Int32)
  /// Another run is writing to it.
  case inUse(path: String)
  /// It is no journal of Postern's.
  case foreign(path: String)
  /// The mail of this index is not the one noted: the mailbox file has changed since.
  case otherMail(path: String, index: Int)
}

/// Keeps what became of each mail of a batch, so that a second run takes up where the first one was
/// killed: a line before the message goes out, and one when its fate is known.
///
/// Each line is written by one call before the mail goes on, so that it outlives the process. It is
/// not forced to disk: after a power failure, the last mails may count as not sent.
final class BatchJournal: Sendable {
  /// What an earlier run has noted of a mail.
  enum Fate: Equatable {
    case delivered
    /// The message was under way, and nothing more is known.
    case begun
    case failed
  }

  private struct Entry {
    let digest: UInt64
    var fate: Fate?
    /// The recipients for whom the server has accepted it, as they go on the wire.
    var reached: Set<String> = []
  }

  private static let title = "postern-journal 1"

  private let path: String
  private let file: Int32
  private let before: [Int: Entry]

  private init(_ path: String, _ file: Int32, _ before: [Int: Entry]) {
    (self.path, self.file, self.before) = (path, file, before)
  }

  /// Opens or makes it; no other run may use it meanwhile.
  static func open(_ path: String) throws(JournalFault) -> BatchJournal {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .system(path: path, errno: errno) }
    do throws(JournalFault) {
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw JournalFault.inUse(path: path) }
      let bytes = try bytes(file, path)
      let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let entries = try entries(bytes, whole: whole, path)
      try mend(file, whole: whole, of: bytes.count, path)
      return BatchJournal(path, file, entries)
    } catch {
      release(file)
      throw error
    }
  }

  /// Unlocks and closes: a child that was just forked holds the file open until its exec.
  private static func release(_ file: Int32) {
    flock(file, LOCK_UN)
    close(file)
  }

  /// Takes away a last line that was cut off, by a full disk for example, and begins with the
  /// title.
  private static func mend(
    _ file: Int32, whole: Int, of size: Int, _ path: String
  ) throws(JournalFault) {
    if whole < size, ftruncate(file, off_t(whole)) != 0 {
      throw .system(path: path, errno: errno)
    }
    let reason = whole == 0 ? write(title, to: file) : 0
    if reason != 0 { throw .system(path: path, errno: reason) }
  }

  deinit { Self.release(file) }

  /// What an earlier run has noted of a mail; nil where it was never begun.
  func fate(_ index: Int, _ digest: UInt64) throws(JournalFault) -> Fate? {
    guard let entry = before[index] else { return nil }
    guard entry.digest == digest else { throw .otherMail(path: path, index: index) }
    return entry.fate
  }

  /// The recipients for whom the server has accepted a mail in an earlier run, of those it has.
  func reached(_ index: Int, of recipients: [MailAddress]) -> [MailAddress] {
    let reached = before[index]?.reached ?? []
    return recipients.filter { reached.contains($0.wire) }
  }

  /// Notes that the message is about to go out; if this throws, it must not.
  func begin(_ index: Int, _ digest: UInt64) throws(JournalFault) {
    let reason = note("begun", index, digest)
    if reason != 0 { throw .system(path: path, errno: reason) }
  }

  /// Notes that the mail was delivered; if that fails, its fate counts as unknown.
  func delivered(_ index: Int, _ digest: UInt64) { _ = note("delivered", index, digest) }

  /// Notes that the mail has failed so far: a later run sends it again, to all but those whom it
  /// has reached. If they cannot be noted, its fate counts as unknown.
  func failed(_ index: Int, _ digest: UInt64, reached: [MailAddress]) {
    for address in reached where note("reached", index, digest, " \(address.wire)") != 0 { return }
    _ = note("failed", index, digest)
  }

  private func note(
    _ word: String, _ index: Int, _ digest: UInt64, _ behind: String = ""
  ) -> Int32 {
    Self.write("\(word) \(index) \(String(digest, radix: 16))\(behind)", to: file)
  }

  /// Writes a line in one call, so that lines of several threads do not mix; returns 0 or `errno`.
  private static func write(_ line: String, to file: Int32) -> Int32 {
    let bytes = Array((line + "\n").utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      done += count
    }
    return 0
  }

  private static func bytes(_ file: Int32, _ path: String) throws(JournalFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path: path, errno: errno) }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }

  /// The last fate of each mail counts; a last line that was cut off does not.
  private static func entries(
    _ bytes: [UInt8], whole: Int, _ path: String
  ) throws(JournalFault) -> [Int: Entry] {
    let text = String(decoding: bytes[..<whole], as: UTF8.self)
    let lines = text.split(separator: "\n")
    guard lines.first.map({ $0 == title }) ?? title.utf8.starts(with: bytes) else {
      throw .foreign(path: path)
    }
    let fates: [Substring: Fate] = ["begun": .begun, "delivered": .delivered, "failed": .failed]
    var entries: [Int: Entry] = [:]
    for line in lines.dropFirst() {
      // An address may hold spaces, between quotation marks.
      let words = line.split(separator: " ", maxSplits: 3)
      guard words.count >= 3, let index = Int(words[1]), let digest = UInt64(words[2], radix: 16)
      else { continue }
      if words.count == 3, let fate = fates[words[0]] {
        entries[index, default: Entry(digest: digest)].fate = fate
      } else if words.count == 4, words[0] == "reached" {
        entries[index, default: Entry(digest: digest)].reached.insert(String(words[3]))
      }
    }
    return entries
  }
}
