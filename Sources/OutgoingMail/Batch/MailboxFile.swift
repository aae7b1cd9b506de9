internal import Glibc
internal import MailMessage

/// A mail of a mailbox file.
struct MailboxEntry: Sendable {
  /// From 0, in the order of the file.
  let index: Int
  /// A 64-bit hash of the mail (FNV-1a), which tells it from others.
  let digest: UInt64
  fileprivate let content: Content

  /// How many bytes of a mail are gathered before parsing begins; a larger one is parsed as it
  /// comes, and kept in a file.
  static let mostInMemory = 262_144

  fileprivate enum Content: Sendable {
    case lines([UInt8])
    case read(Result<HandedMessage, MessageFault>)
  }

  /// The parsed mail; a small one is parsed only now, on the thread that sends it.
  func message() throws(MessageFault) -> HandedMessage {
    switch content {
    case .read(let result): return try result.get()
    case .lines(let bytes):
      var reader = HandedMessageReader()
      try reader.take(bytes)
      return try reader.finish()
    }
  }
}

/// Why a mailbox file cannot be read.
public enum MailboxFault: Error, Equatable, Sendable {
  /// The system's error number.
  case unreadable(errno: Int32)
  /// It does not begin with a line `From …`.
  case noMailbox
}

/// Reads the mails of a mailbox file in the format mboxrd, one after the other, in bounded memory
/// and without waiting for a program that writes it.
///
/// A line `From …` at the beginning or behind an empty line begins a mail; a line `>From …`, with
/// any number of `>`, is text and loses one `>`.
struct MailboxFile: ~Copyable {
  /// What comes next.
  enum Next {
    case entry(MailboxEntry)
    /// The rest has not been written yet.
    case notYet
    case end
  }

  private enum Line {
    /// A line with its end, or a part of a very long one.
    case line(ArraySlice<UInt8>)
    case notYet
    case end
  }

  /// Where it is read from.
  let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var index = 0
  /// The mail whose lines are read.
  private var mail: MailCollector?
  private var isAtLineStart = true
  private var isAfterEmpty = false
  /// How much was read, in bytes.
  private(set) var offset = 0

  private static let chunk = 262_144
  private static let from = Array("From ".utf8)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next mail, as far as it has been written.
  mutating func next() throws(MailboxFault) -> Next {
    while true {
      let isLineStart = isAtLineStart
      switch try line() {
      case .notYet: return .notYet
      case .end: return end().map(Next.entry) ?? .end
      case .line(let line):
        let isFrom = isLineStart && line.starts(with: Self.from)
        if isFrom, mail == nil || isAfterEmpty {
          let entry = end()
          mail = MailCollector()
          isAfterEmpty = false
          if let entry { return .entry(entry) }
        } else {
          try take(line, isLineStart)
        }
      }
    }
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, _ isLineStart: Bool
  ) throws(MailboxFault) {
    let isEmpty = isLineStart && line.isLineEnd
    if mail == nil, !isEmpty { throw .noMailbox }
    isAfterEmpty = isEmpty
    mail?.take(line, isLineStart: isLineStart)
  }

  private mutating func end() -> MailboxEntry? {
    guard let mail = mail.take() else { return nil }
    defer { index += 1 }
    return mail.entry(index)
  }

  private mutating func line() throws(MailboxFault) -> Line {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) { return .line(take(upTo: end + 1)) }
      if isAtEnd || buffer.count - start > Self.chunk {
        return start < buffer.count ? .line(take(upTo: buffer.count)) : .end
      }
      guard hasInput else { return .notYet }
      try fill()
    }
  }

  /// Whether reading does not have to wait.
  private var hasInput: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  private mutating func take(upTo end: Int) -> ArraySlice<UInt8> {
    defer {
      offset += end - start
      start = end
      isAtLineStart = buffer[end - 1] == 0x0A
    }
    return buffer[start..<end]
  }

  private mutating func fill() throws(MailboxFault) {
    buffer.removeFirst(start)
    start = 0
    var bytes = [UInt8](repeating: 0, count: Self.chunk)
    let count = read(descriptor, &bytes, bytes.count)
    if count < 0, errno == EINTR { return }
    guard count >= 0 else { throw .unreadable(errno: errno) }
    isAtEnd = count == 0
    buffer += bytes.prefix(count)
  }
}

/// Gathers the lines of one mail.
private struct MailCollector: ~Copyable {
  private var lines: [UInt8] = []
  private var reader: HandedMessageReader?
  private var fault: MessageFault?
  private var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  /// An empty line, which belongs to the mail only where another line follows.
  private var pending: [UInt8] = []

  /// - Parameter isLineStart: whether it is no later part of a very long line.
  mutating func take(_ line: ArraySlice<UInt8>, isLineStart: Bool) {
    give(pending[...])
    pending = []
    if isLineStart, line.isLineEnd {
      pending = Array(line)
    } else {
      give(isLineStart ? Self.unquoted(line) : line)
    }
  }

  consuming func entry(_ index: Int) -> MailboxEntry {
    let (digest, lines, fault) = (digest, lines, fault)
    guard reader != nil else {
      return MailboxEntry(index: index, digest: digest, content: .lines(lines))
    }
    if let fault {
      return MailboxEntry(index: index, digest: digest, content: .read(.failure(fault)))
    }
    return MailboxEntry(index: index, digest: digest, content: .read(finished()))
  }

  private consuming func finished() -> Result<HandedMessage, MessageFault> {
    do throws(MessageFault) {
      var reader = reader.take() ?? HandedMessageReader()
      try reader.take(lines)
      return .success(try reader.finish())
    } catch { return .failure(error) }
  }

  private mutating func give(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { bytes in
      var digest = self.digest
      for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
      self.digest = digest
    }
    lines += bytes
    guard lines.count > MailboxEntry.mostInMemory else { return }
    if reader == nil { reader = HandedMessageReader() }
    if fault == nil {
      do throws(MessageFault) { try reader?.take(lines) } catch { fault = error }
    }
    lines = []
  }

  /// `>From ` is `From `, `>>From ` is `>From `, and so on.
  private static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard line.first == UInt8(ascii: ">") else { return line }
    let text = line.drop { $0 == UInt8(ascii: ">") }
    return text.starts(with: Array("From ".utf8)) ? line.dropFirst() : line
  }
}

extension ArraySlice<UInt8> {
  /// Whether there is nothing but LF or CR LF.
  fileprivate var isLineEnd: Bool { elementsEqual([0x0A]) || elementsEqual([0x0D, 0x0A]) }
}
