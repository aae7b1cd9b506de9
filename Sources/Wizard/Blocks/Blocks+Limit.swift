import Forms
import MailDiagnosis

extension Blocks {
  /// Lines that stand as they are, each cut where there is no room.
  func verbatim(_ lines: [Field.VerbatimLine]) -> Block {
    Block(
      rows: lines.map { line in
        let text = shown(line.text)
        let isWhole = CellWidth.of(text) <= columns
        let shown = isWhole ? text : fitting(text, columns: columns - 1) + String(glyphs.ellipsis)
        return [Span(shown, Self.style(line.kind))]
      })
  }

  /// Outside of UTF-8, what is no ASCII is named by its number.
  private func shown(_ text: String) -> String {
    let adapted = glyphs.adapt(text)
    guard glyphs == .ascii else { return adapted }
    return adapted.unicodeScalars.map { scalar in
      scalar.isASCII ? String(scalar) : "U+\(String(scalar.value, radix: 16, uppercase: true))"
    }.joined()
  }

  private static func style(_ kind: Field.VerbatimLine.Kind) -> Style {
    switch kind {
    case .plain: .normal
    case .heading: .title
    case .dim: .dim
    case .trouble: .trouble
    }
  }

  /// How many connections the server bears, and the button that sets the limit so.
  var foundLimit: [Block] {
    guard let search = state.limitSearch else { return [.blank] }
    guard let found = search.found else {
      let count = search.open == 1 ? "1 connection" : "\(search.open) connections"
      return [.lines(["\(spinner) \(count) \(glyphs.adapt("…"))"]), .blank]
    }
    let isTrouble = found.proposal == nil
    let sign = isTrouble ? Character("!") : glyphs.done
    let text = Block.paragraph(
      glyphs.adapt("\(sign) \(LimitWords.sentence(found))"), columns: columns,
      isTrouble ? .trouble : .done)
    return isTrouble ? [text, .blank] : [text, buttons([.useLimit]), .blank]
  }
}
