/// The byte ranges of every header, key and value of a TOML document.
///
/// TOMLKit reads a document but keeps neither its comments nor its layout. This index lets a save
/// change one value and leave everything else as the person wrote it.
struct TOMLIndex {
  /// A line `[path]` or `[[path]]`.
  struct Header {
    let path: [String]
    let isArray: Bool
    /// The whole line, its line break included.
    let line: Range<Int>
  }

  /// A key with its value, in a line of its own or between the braces of an inline table.
  struct Item {
    /// The whole path, the header's included.
    let path: [String]
    /// The header above it; nil at the top of the document.
    let header: Int?
    let key: Range<Int>
    var value: Range<Int>
    /// Whether the value is an inline table.
    let isTable: Bool
    /// Whether it stands in an inline table.
    let isInline: Bool
    /// A string's text, nil for another value.
    var text: String?
    /// The line or lines of the outermost key, the last line break included.
    var statement = 0..<0
  }

  /// In the order of the document.
  var headers: [Header] = []
  /// In the order of their keys.
  var items: [Item] = []
  /// The values without quotation marks, those in arrays too.
  var words: [Range<Int>] = []

  /// The value at a path, an inline table included.
  func item(_ path: [String]) -> Item? { items.first { $0.path == path } }

  /// The keys with a line of their own under a header, or at the top.
  func statements(under header: Int?) -> [Item] {
    items.filter { $0.header == header && !$0.isInline }
  }
}
