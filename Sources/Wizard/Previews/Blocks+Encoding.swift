import Forms
import MailMessage
import MailSettings
import SystemAccess

/// The preview of a mail in the chosen encoding: what the receiver reads, what is lost, what is
/// sent.
extension Blocks {
  var encodingPreview: [Block] {
    guard let preview = preview else {
      return [.paragraph(EncodingWords.unknown, columns: columns, .dim), .blank]
    }
    if isShort { return shortPreview(preview) + [.blank] }
    return [Block(rows: [[Span(EncodingWords.read, .title)]] + preview.headers.flatMap(read))]
      + losses(preview)
      + [
        Block(rows: [[Span(EncodingWords.out, .title)]] + preview.headers.flatMap(outgoing)),
        .blank,
      ]
  }

  /// The preview where lines are few: what changes with the encoding comes first.
  private func shortPreview(_ preview: EncodingPreview) -> [Block] {
    let subject = Block(rows: outgoing(preview.subject) + read(preview.subject))
    return [subject] + losses(preview)
      + [Block(rows: outgoing(preview.from) + read(preview.from))]
  }

  /// Whether lines are so few that headings would hide the rest.
  private var isShort: Bool { rows < 10 }

  /// The field for a sample text, with the preview visible under it.
  func sample(_ field: Block) -> Block {
    var field = field
    if isShort, field.rows.last?.isEmpty == true { field.rows.removeLast() }
    if state.focus == field.stops.first?.item {
      field.trail = encodingPreview.reduce(0) { $0 + $1.rows.count }
    }
    return field
  }

  private var preview: EncodingPreview? {
    guard draft.message.encoding.problem == nil, let system = SystemAddress.shown(draft) else {
      return nil
    }
    let encoding = draft.message.encoding.value ?? .utf8
    return EncodingPreview(encoding, from: Mailbox(system), subject: subject(encoding))
  }

  private func subject(_ encoding: CharacterEncoding) -> String {
    if !state.sample.text.isEmpty { return state.sample.text }
    // A terminal of another character set than UTF-8 may show nothing else.
    return glyphs == .ascii ? "Hello" : EncodingSample.text(for: encoding)
  }

  /// Whether the warning about the system's name offers UTF-8 already.
  private var isNameToldOf: Bool { warnings.contains(where: \.stopsMails) }

  // MARK: - What the receiver reads

  /// A header's text, with a sign under each character that is lost.
  private func read(_ header: EncodingPreview.Header) -> [Row] {
    let indent = 11
    var rest = header.text.printable()
    var rows: [Row] = []
    while !rest.isEmpty, rows.count < 6 {
      let part = fitting(rest, columns: max(8, columns - indent))
      rest.removeFirst(part.count)
      let label = rows.isEmpty ? "  \(header.name)" : ""
      rows.append([Span(label.padded(indent), .dim)] + spans(part, header.missing))
      guard part.contains(where: header.missing.contains) else { continue }
      rows.append([Span("".padded(indent) + signs(under: part, header.missing), .trouble)])
    }
    return rows
  }

  private func spans(_ text: String, _ missing: [Character]) -> [Span] {
    text.reduce(into: [Span]()) { spans, character in
      let style = missing.contains(character) ? Style.trouble : .normal
      if spans.last?.style == style {
        spans[spans.count - 1].text.append(character)
      } else {
        spans.append(Span(String(character), style))
      }
    }
  }

  private func signs(under text: String, _ missing: [Character]) -> String {
    let signs = text.map { character in
      String(repeating: missing.contains(character) ? "^" : " ", count: CellWidth.of(character))
    }
    return String(signs.joined().reversed().drop { $0 == " " }.reversed())
  }

  // MARK: - What is lost

  /// What the set cannot encode in the text; a warning above tells it of the system's name.
  private func losses(_ preview: EncodingPreview) -> [Block] {
    let lost = preview.subject.missing
    guard !lost.isEmpty else { return [] }
    let sentence = glyphs.adapt(EncodingWords.lost(lost, in: preview.charset))
    return [
      .paragraph("! \(sentence)", columns: columns, .trouble),
      Block(rows: characterNames(preview.missing)),
    ] + (isNameToldOf ? [] : [buttons([.useUTF8])])
  }

  /// Each character with its number and name in Unicode, where there is room for it.
  private func characterNames(_ characters: [Character]) -> [Row] {
    guard columns >= 70 else { return [] }
    return characters.prefix(4).map { character in
      let scalars = character.unicodeScalars
      let numbers = scalars.prefix(3).map { "U+" + Hexadecimal.number($0.value, digits: 4) }
        .joined(separator: " ")
      let names = scalars.prefix(3).compactMap(\.properties.name).joined(separator: ", ")
      let text = "  \(String(character).printable().padded(3))\(numbers.padded(8))  \(names)"
      return [Span(fitting(text, columns: columns), .trouble)]
    }
  }

  // MARK: - What goes out

  private func outgoing(_ header: EncodingPreview.Header) -> [Row] {
    guard !header.lines.isEmpty else {
      return [[Span("  \(header.name): ", .dim), Span(EncodingWords.unwritable, .trouble)]]
    }
    return header.lines.flatMap { wrapped($0, columns: columns - 4) }.enumerated().map {
      [Span(($0 == 0 ? "  " : "    ") + $1, .dim)]
    }
  }
}
