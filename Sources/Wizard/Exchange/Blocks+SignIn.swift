import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

/// The page for the sign-in at Microsoft. It has no frame, so that an address can be selected alone
/// on its lines.
extension Blocks {
  /// The width of sentences, as elsewhere; addresses take the whole line.
  private var textColumns: Int { min(columns, Layout.widestText) }

  var microsoftSignIn: [Block] {
    guard let signIn = state.microsoft else { return [] }
    switch signIn.way {
    case .pasteBack: return pasteBack(signIn)
    case .listener(let place): return listener(place)
    case .deviceCode(let prompt): return deviceCode(prompt)
    case .refusal: return refusal(signIn)
    }
  }

  fileprivate func sentence(_ text: String, _ style: Style = .normal) -> Block {
    .paragraph(glyphs.adapt(text), columns: textColumns, style)
  }

  /// The button that copies an address, then the address in whole lines.
  private func address(_ url: String?) -> [Block] {
    guard let url else { return [sentence(SignInWords.moment, .dim), .blank] }
    if isSaid { return [.lines([url])] }
    var copy = buttons([.signIn(.copy)])
    let lines = stride(from: 0, to: url.utf8.count, by: max(1, columns)).map { start in
      String(decoding: url.utf8.dropFirst(start).prefix(columns), as: UTF8.self)
    }
    copy.trail = lines.count
    return [copy, .lines(lines)]
  }

  private func pasteBack(_ signIn: MicrosoftSignInPage) -> [Block] {
    var blocks = [sentence(SignInWords.open(signIn.scope))] + address(signIn.shownAddress)
    blocks += [sentence(SignInWords.pasteBack(signIn.account))]
    let input = self.input(signIn)
    let told = self.told(signIn)
    blocks += [input] + told
    var ways = buttons([
      .signIn(.goOn), .signIn(.listen), .signIn(.useDevice), .signIn(.refused), .signIn(.leave),
    ])
    ways.lead = told.reduce(input.rows.count) { $0 + $1.rows.count }
    return blocks + [ways]
  }

  private func input(_ signIn: MicrosoftSignInPage) -> Block {
    let width = max(10, min(textColumns - 1, 76))
    let isFocused = state.focus == .pasted
    let shown = String(signIn.pasted.map { $0.isNewline ? " " : $0 }).printable()
    let editor = TextEditor(shown, cursor: isFocused ? state.cursor : 0)
    let window = editor.window(columns: width)
    let line = window.text.padded(width).replacing(" ", with: "_", from: window.text)
    return Block(
      .pasted, rows: [[Span(line, .input)]],
      cursor: Place(column: min(window.cursorColumn, width), row: 0))
  }

  /// The result of the last attempt.
  private func told(_ signIn: MicrosoftSignInPage) -> [Block] {
    if let failure = signIn.failure { return self.failure(failure) }
    if signIn.hasConsent {
      return [sentence("\(glyphs.done) \(SignInWords.consentGiven)", .done), .blank]
    }
    if case .linking(.finish)? = state.work?.kind {
      return [sentence(SignInWords.asking), .blank]
    }
    return [.blank]
  }

  /// A failure's sentences, the first one in the colour of trouble.
  func failure(_ failure: SignInFailure) -> [Block] {
    failure.sentences(for: draft.exchange.chosenFlow).enumerated().map { index, text in
      index == 0 ? sentence("! \(text)", .trouble) : sentence(text)
    } + [.blank]
  }

  private func listener(_ place: ListeningPlace?) -> [Block] {
    guard let place else { return [sentence(SignInWords.moment, .dim), .blank] + back }
    return [sentence(SignInWords.listen(place)), .lines(["  " + SignInWords.tunnel(place)])]
      + [sentence(SignInWords.openNow)] + address(place.url)
      + [sentence(SignInWords.waiting(isSaid: isSaid)), .blank] + back
  }

  private func deviceCode(_ prompt: DevicePrompt?) -> [Block] {
    guard let prompt else { return [sentence(SignInWords.moment, .dim), .blank] + back }
    let code = Block(rows: [[Span("  "), Span(prompt.userCode, .title)]])
    let left = max(0, prompt.endsAt - (state.work?.elapsed ?? 0)) / 1000
    let qrColumns = prompt.qrCode.map(\.count).max() ?? 0
    let fits =
      qrColumns > 0 && !isSaid && glyphs == .unicode && rows > prompt.qrCode.count
      && columns >= qrColumns + 2 + 34
    guard fits else {
      return [sentence(SignInWords.device)] + address(prompt.url)
        + [
          sentence(SignInWords.typeCode), code,
          sentence(SignInWords.countdown(left, isSaid: isSaid)), .blank,
        ]
        + back
    }
    let narrow = Blocks(state, columns: columns - qrColumns - 2)
    return [
      .lines([prompt.url]),
      beside(
        [narrow.sentence(SignInWords.deviceWithQR), .blank, code, .blank]
          + [narrow.sentence(SignInWords.countdown(left, isSaid: isSaid)), .blank]
          + [narrow.buttons([.signIn(.copy), .signIn(.pasteBack), .signIn(.leave)])],
        prompt.qrCode, column: columns - qrColumns),
    ]
  }

  /// Blocks with a picture to the right of them.
  private func beside(_ blocks: [Block], _ picture: [String], column: Int) -> Block {
    var whole = Block(rows: [])
    for block in blocks {
      whole.stops += block.stops.map { stop in
        var moved = stop
        moved.cursor.row += whole.rows.count
        return moved
      }
      whole.rows += block.rows
    }
    for (index, line) in picture.enumerated() {
      if index == whole.rows.count { whole.rows.append([]) }
      let used = whole.rows[index].reduce(0) { $0 + CellWidth.of($1.text) }
      whole.rows[index] += [Span(String(repeating: " ", count: max(0, column - used))), Span(line)]
    }
    return whole
  }

  private func refusal(_ signIn: MicrosoftSignInPage) -> [Block] {
    let narrow: [Block] =
      signIn.scope == .all
      ? [sentence(SignInWords.sendingOnly), buttons([.signIn(.sendingOnly)]), .blank] : []
    return [sentence(SignInWords.needsApproval)] + narrow
      + [sentence(SignInWords.consent)] + address(signIn.addresses?.consent)
      + [.blank, sentence(SignInWords.deviceBlocked), .blank] + back
  }

  private var back: [Block] { [buttons([.signIn(.pasteBack), .signIn(.leave)])] }
}

extension String {
  /// This text with underscores behind its beginning instead of spaces.
  fileprivate func replacing(_ space: String, with line: String, from text: String) -> String {
    text + String(dropFirst(text.count)).replacing(space, with: line)
  }
}
