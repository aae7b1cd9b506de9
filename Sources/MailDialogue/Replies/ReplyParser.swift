internal import MailSettings
internal import SystemAccess

/// Reads an SMTP server's replies from the bytes that it sends (RFC 5321 section 4.2), wherever the
/// pieces that arrive begin and end.
///
/// It tolerates LF without CR, and lines of nothing but a code. It is bounded: see ``mostLines``
/// and ``mostOctets``. After anything but a reply it reads nothing more, since nobody can tell
/// where the next reply begins.
public struct ReplyParser: Sendable {
  /// What the bytes have completed.
  public enum Item: Equatable, Sendable {
    case reply(Reply)
    /// The first line is not an SMTP reply; the service that it is of, nil if not known, and the
    /// line.
    case wrongService(ForeignService?, line: String)
    /// A later line is not an SMTP reply, or has another code than the lines before it.
    case malformed(String)
    /// A line or reply that exceeds the bounds.
    case endless
  }

  /// The most lines of one reply.
  public static let mostLines = 1000
  /// The most octets of one reply, line ends not counted.
  public static let mostOctets = LineSplitter.longestLine
  /// The most characters kept of one line.
  public static let longestText = 1000

  /// Whether anything but a reply came, so that nothing is read any more.
  public private(set) var isBroken = false

  private var splitter = LineSplitter()
  private var isFirst = true
  private var code: Int?
  private var texts: [[UInt8]] = []
  private var octets = 0

  /// A parser at the start of a connection.
  public init() {}

  /// Takes the next bytes and returns what they complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Item] {
    guard !isBroken else { return [] }
    let bytes = Array(bytes)
    if isFirst, code == nil, splitter.pending.isEmpty, let first = bytes.first,
      ForeignService.isTLS(first)
    {
      return [
        fail(
          .wrongService(.tls, line: String(decoding: bytes.prefix(1), as: UTF8.self).printable()))
      ]
    }
    var items: [Item] = []
    for piece in splitter.feed(bytes) where !isBroken {
      switch piece {
      case .line(let line): if let item = take(line: line) { items.append(item) }
      case .endless: items.append(fail(.endless))
      }
    }
    return items
  }

  /// Takes one line without its end, for callers that split lines themselves.
  public mutating func take(line: [UInt8]) -> Item? {
    guard !isBroken else { return nil }
    guard let part = ReplyLine(line), code == nil || code == part.code else {
      let text = LegacyText.decode(line).printable(limit: Self.longestText)
      guard isFirst, code == nil else { return fail(.malformed(text)) }
      return fail(.wrongService(ForeignService(firstLine: line), line: text))
    }
    octets += line.count
    code = part.code
    texts.append(Array(part.text))
    guard octets <= Self.mostOctets, texts.count <= Self.mostLines else { return fail(.endless) }
    return part.isLast ? .reply(finish(code: part.code)) : nil
  }

  private mutating func finish(code: Int) -> Reply {
    defer { reset() }
    isFirst = false
    return Reply(code: code, texts: LegacyText.decode(texts))
  }

  private mutating func fail(_ item: Item) -> Item {
    isBroken = true
    reset()
    return item
  }

  private mutating func reset() {
    code = nil
    texts = []
    octets = 0
  }
}

/// One line of a reply: `250-text`, `250 text`, or only `250`.
private struct ReplyLine {
  let code: Int
  let isLast: Bool
  let text: ArraySlice<UInt8>

  init?(_ line: [UInt8]) {
    guard line.count >= 3, (0x32...0x35).contains(line[0]),
      line[1...2].allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    code = line[..<3].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    text = line.dropFirst(4)
    switch line.dropFirst(3).first {
    case 0x2D: isLast = false
    case nil, 0x20, 0x09: isLast = true
    default: return nil
    }
  }
}

extension Reply {
  /// Makes a reply from the text of its lines as they came, without the code.
  ///
  /// The enhanced status code is removed from every line that repeats it; control characters are
  /// replaced, and long lines cut.
  public init(code: Int, texts: [String]) {
    let leading = texts.map { EnhancedStatusCode.leading($0) }
    let enhanced = leading.last { $0 != nil }??.code
    let lines = zip(texts, leading).map { text, leading in
      leading.flatMap { $0.code == enhanced ? String($0.rest) : nil } ?? text
    }
    self.init(
      code: code,
      enhanced: enhanced ?? texts.lazy.reversed().compactMap(EnhancedStatusCode.hashed).first,
      lines: lines.map { $0.printable(limit: ReplyParser.longestText) })
  }
}
