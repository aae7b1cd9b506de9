internal import MailSettings
internal import SystemAccess

/// What to search for so that no secret remains in a text: each secret as it is and in base64.
///
/// Secrets and texts are compared folded (``FoldedText``). Of a long secret any ``window``
/// consecutive bytes are searched for, so that a part of it is found too and the search has little
/// to remember.
struct SecretPatterns: Sendable {
  /// The most bytes of one pattern.
  static let window = 12
  /// The fewest bytes of one pattern: shorter ones would be found in any text.
  static let shortest = 4

  /// A piece of a secret to search for.
  struct Pattern: Hashable {
    let bytes: [UInt8]
    let isBase64: Bool
  }

  private var byStart: [UInt32: [Pattern]] = [:]
  private var beginnings: Set<[UInt8]> = []
  /// Secrets that are too short to be searched for everywhere, and their base64, not folded.
  private(set) var short: [[UInt8]] = []

  /// Whether there is nothing to look for in a text.
  var isEmpty: Bool { byStart.isEmpty }

  /// Patterns for these secrets.
  init(_ secrets: [Secret]) {
    var patterns: Set<Pattern> = []
    for text in Set(secrets.lazy.map { $0.reveal() }) where !text.isEmpty {
      for bytes in Self.spellings(text) { add(bytes, to: &patterns) }
    }
    for pattern in patterns { byStart[Self.key(pattern.bytes[...]), default: []].append(pattern) }
  }

  /// The bytes of a secret in the character sets in which it may be echoed: UTF-8, ISO 8859-1, and
  /// those in which a reply may be misread.
  private static func spellings(_ text: String) -> [[UInt8]] {
    let latin = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    let utf8 = Array(text.utf8)
    guard latin.count == text.unicodeScalars.count, latin != utf8 else { return [utf8] }
    let misread = LegacyText.singleByteCharsets.compactMap {
      Iconv.convert(latin, from: $0, to: "UTF-8")
    }
    return [utf8, latin] + misread
  }

  private mutating func add(_ bytes: [UInt8], to patterns: inout Set<Pattern>) {
    let text = Array(String(decoding: bytes, as: UTF8.self).printable().utf8)
    let folded = FoldedText.fold(text)
    if folded.count < Self.shortest {
      short += [text, Base64.unpadded(bytes)]
      return
    }
    add(needle: folded, isBase64: false, to: &patterns)
    for alignment in 0...2 {
      add(needle: Self.base64(bytes, alignment), isBase64: true, to: &patterns)
    }
  }

  private mutating func add(
    needle: [UInt8], isBase64: Bool, to patterns: inout Set<Pattern>
  ) {
    guard needle.count >= Self.shortest else { return }
    let length = min(needle.count, Self.window)
    for start in 0...(needle.count - length) {
      patterns.insert(Pattern(bytes: Array(needle[start..<start + length]), isBase64: isBase64))
    }
    for length in Self.heldBeginning..<length { beginnings.insert(Array(needle[..<length])) }
  }

  /// The base64 characters that depend on the secret alone when 0, 1 or 2 other bytes come before
  /// it.
  private static func base64(_ bytes: [UInt8], _ alignment: Int) -> [UInt8] {
    let padded = [UInt8](repeating: 0, count: alignment) + bytes
    let whole = padded.count * 8 / 6
    let mixed = alignment == 0 ? 0 : alignment + 1
    return FoldedText.fold(Array(Base64.unpadded(padded)[..<whole].dropFirst(mixed)))
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(shortest).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// How many bytes of a secret's beginning make a line wait for the next one.
  static let heldBeginning = 3

  /// Where secrets are in a folded text; pieces that overlap are merged.
  func matches(in folded: [UInt8]) -> [(range: Range<Int>, isBase64: Bool)] {
    guard !byStart.isEmpty, folded.count >= Self.shortest else { return [] }
    var found: [(Range<Int>, Bool)] = []
    var key = Self.key(folded.prefix(Self.shortest - 1))
    for start in 0...(folded.count - Self.shortest) {
      key = key << 8 | UInt32(folded[start + Self.shortest - 1])
      guard let candidates = byStart[key] else { continue }
      for pattern in candidates where folded[start...].starts(with: pattern.bytes) {
        let end = start + pattern.bytes.count
        if let last = found.last, last.1 == pattern.isBase64, last.0.upperBound >= start {
          found[found.count - 1].0 = last.0.lowerBound..<max(end, last.0.upperBound)
        } else {
          found.append((start..<end, pattern.isBase64))
        }
      }
    }
    return found
  }

  /// How many bytes at the end of a folded text may begin a secret; 0 for fewer than
  /// ``heldBeginning``.
  func unfinished(in folded: [UInt8]) -> Int {
    guard !beginnings.isEmpty else { return 0 }
    let longest = min(Self.window - 1, folded.count)
    return stride(from: longest, through: Self.heldBeginning, by: -1)
      .first { beginnings.contains(Array(folded.suffix($0))) } ?? 0
  }
}

extension SecretPatterns: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "•••" }
  var debugDescription: String { "•••" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
