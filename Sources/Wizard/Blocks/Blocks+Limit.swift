import Forms
import MailDiagnosis

extension Blocks {
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
