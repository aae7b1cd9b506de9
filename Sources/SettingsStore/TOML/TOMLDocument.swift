internal import MailSettings
internal import SystemAccess
internal import TOMLKit

/// A TOML document as text, with its index: read by path, changed in place.
struct TOMLDocument {
  private(set) var bytes: [UInt8]
  private(set) var index: TOMLIndex

  /// Reads a text; `file` is named in the errors, and `isSecret` keeps every word of the text out
  /// of them.
  init(_ bytes: [UInt8], file: String, isSecret: Bool = false) throws(SettingsFileError) {
    let text = try Self.text(bytes, file: file)
    do throws(TOMLMismatch) {
      index = try TOMLScanner.index(bytes)
    } catch {
      throw .syntax(FilePlace(file, offset: error.offset, in: bytes), expected: error.expected)
    }
    self.bytes = bytes
    try check(text, file: file, isSecret: isSecret)
  }

  /// Replaces a range of bytes by a text.
  mutating func replace(_ range: Range<Int>, with text: String) throws(TOMLMismatch) {
    bytes.replaceSubrange(range, with: Array(text.utf8))
    index = try TOMLScanner.index(bytes)
  }

  /// The whole text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The value's own text, as it stands in the document.
  func raw(_ item: TOMLIndex.Item) -> String {
    String(decoding: bytes[item.value], as: UTF8.self)
  }

  /// A string's text, an integer's decimal digits, and the raw text of everything else.
  func plainText(_ item: TOMLIndex.Item) -> String {
    item.text ?? TOMLInteger.decimal(raw(item)) ?? raw(item)
  }

  /// Refuses NUL, which would end the text early in TOMLKit, and invalid UTF-8, which decoding
  /// would repair.
  private static func text(_ bytes: [UInt8], file: String) throws(SettingsFileError) -> String {
    if let offset = bytes.firstIndex(of: 0) {
      throw .syntax(FilePlace(file, offset: offset, in: bytes), expected: .textWithoutNUL)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .syntax(FilePlace(file, offset: firstInvalid(bytes), in: bytes), expected: .utf8)
    }
    return text
  }

  /// TOMLKit is the judge of numbers, and of what needs the whole text, such as keys that stand
  /// twice.
  private func check(_ text: String, file: String, isSecret: Bool) throws(SettingsFileError) {
    do {
      _ = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let begin = error.source.begin
      if let word = wrongWord(onLine: Int(begin.line)) {
        let place = FilePlace(file, offset: word.offset, in: bytes)
        throw .syntax(place, expected: word.expected)
      }
      let place = FilePlace(file: file, line: Int(begin.line), column: Int(begin.column))
      throw .syntax(
        place,
        expected: isSecret ? .pair : .told(error.description.printable(limit: 200)))
    } catch {
      throw .syntax(FilePlace(file: file, line: 1, column: 1), expected: .document)
    }
  }

  /// The first value without quotation marks on a line that is not valid TOML.
  private func wrongWord(onLine line: Int) -> TOMLMismatch? {
    let lines = bytes.split(
      separator: Byte.lineFeed, maxSplits: line, omittingEmptySubsequences: false)
    guard let place = lines.dropFirst(line - 1).first?.indices else { return nil }
    let words = index.words.filter { $0.overlaps(place) }.map { bytes[$0] }
    let wrong = words.first { word in
      (try? TOMLTable(string: "word = \(String(decoding: word, as: UTF8.self))")) == nil
    }
    return wrong.map(TOMLWord.mismatch)
  }

  /// Where the bytes first differ from what a repair would make of them.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
  }
}
