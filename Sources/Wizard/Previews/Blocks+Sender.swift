import Forms
import MailMessage
import MailSettings
import SystemAccess

/// The preview of senders: of a mail of the system and of a user's, in both modes.
extension Blocks {
  var senderPreview: [Block] {
    guard let examples = SenderExamples(draft) else { return [] }
    if rows < 10 { return [brief(examples), .blank] }
    return [Block(rows: columns >= 88 ? table(examples) : list(examples)), .blank]
  }

  /// A sentence about a user's mail in the chosen mode.
  private func brief(_ examples: SenderExamples) -> Block {
    let identity = examples.user(examples.chosen)
    return .paragraph(
      SenderWords.mail(from: identity.from.shown, replyTo: identity.replyTo?.shown),
      columns: columns, .dim)
  }

  // MARK: - One below the other

  private func list(_ examples: SenderExamples) -> [Row] {
    var rows: [Row] = [[Span(SenderWords.title, .title)]]
    rows.append([Span("  \(SenderWords.ofSystemInBoth)")])
    rows += lines(examples.system, .normal)
    for mode in modes(examples) {
      let isChosen = mode == examples.chosen
      let sign = isChosen ? String(glyphs.current) : " "
      let title = "\(sign) \(SenderWords.ofUser(mode))"
      rows += wrapped(title, columns: columns - 2).enumerated().map {
        [Span(($0 == 0 && !isChosen ? "  " : $0 == 0 ? "" : "  ") + $1, isChosen ? .title : .dim)]
      }
      rows += lines(examples.user(mode), isChosen ? .normal : .dim)
    }
    return rows + envelope(examples)
  }

  /// The modes; where lines are few, the chosen one comes first.
  private func modes(_ examples: SenderExamples) -> [SenderMode] {
    let isWarnedOf = warnings.contains { $0.key == .setting(.messageSender) }
    let others = SenderMode.allCases.filter { $0 != examples.chosen }
    return rows < 16 || isWarnedOf ? [examples.chosen] + others : SenderMode.allCases
  }

  private func lines(_ identity: SenderPolicy.Identity, _ style: Style) -> [Row] {
    identity.headers.flatMap { name, mailbox in
      cell(mailbox, columns: columns - 14).enumerated().map {
        [Span("    " + ($0 == 0 ? name : "").padded(10), .dim), Span($1, style)]
      }
    }
  }

  private func envelope(_ examples: SenderExamples) -> [Row] {
    let address = examples.system.envelopeSender.text.printable()
    return wrapped(SenderWords.failures(address), columns: columns)
      .map { [Span($0, .dim)] }
  }

  private func cell(_ mailbox: Mailbox?, columns: Int) -> [String] {
    guard let mailbox else { return [glyphs.adapt("–")] }
    return wrapped(mailbox.shown, columns: columns)
  }

  // MARK: - Side by side

  private func table(_ examples: SenderExamples) -> [Row] {
    let label = 13
    let width = (columns - label) / 2
    let modes = SenderMode.allCases
    let titles = modes.map { ($0 == examples.chosen ? "\(glyphs.current) " : "  ") + $0.title }
    var rows: [Row] = [
      [Span(SenderWords.title, .title)],
      line("", titles.map { [$0] }, examples, label, width)[0],
      [Span(SenderWords.ofSystem)],
    ]
    let system = Array(repeating: examples.system, count: modes.count)
    for (heading, identities) in [(nil, system), (SenderWords.ofUser, modes.map(examples.user))] {
      if let heading { rows.append([Span(heading)]) }
      for name in ["From", "Reply-To"] {
        let cells = identities.map { identity in
          cell(identity.headers.first { $0.0 == name }?.1, columns: width - 4)
            .map { "  " + $0 }
        }
        rows += line("  " + name, cells, examples, label, width)
      }
    }
    return rows + envelope(examples)
  }

  private func line(
    _ label: String, _ cells: [[String]], _ examples: SenderExamples, _ labelColumns: Int,
    _ width: Int
  ) -> [Row] {
    (0..<(cells.map(\.count).max() ?? 0)).map { index in
      let parts = zip(SenderMode.allCases, cells).map { mode, cell in
        let text = (cell.dropFirst(index).first ?? "").padded(width)
        let isTitle = label.isEmpty
        let isChosen = mode == examples.chosen
        return Span(text, isChosen ? (isTitle ? .title : .normal) : .dim)
      }
      return [Span((index == 0 ? label : "").padded(labelColumns), .dim)] + parts
    }
  }
}

/// The senders of example mails by the sender policy.
struct SenderExamples {
  static let name = "Alice Example"

  private let address: SystemAddress
  private let actor: Mailbox
  let chosen: SenderMode

  /// Never nil, since the examples are valid addresses.
  init?(_ draft: Draft) {
    guard let address = SystemAddress.shown(draft), let name = try? DisplayName(typed: Self.name),
      let user = (try? MailAddress(typed: "alice@\(address.address.domain)"))
    else { return nil }
    self.address = address
    actor = Mailbox(name: name, address: user)
    chosen = draft.message.sender.value ?? .system
  }

  /// A mail of the system, which is the same in both modes.
  var system: SenderPolicy.Identity {
    SenderPolicy(system: address, mode: chosen).identity(for: .system)
  }

  /// A mail that the user triggers.
  func user(_ mode: SenderMode) -> SenderPolicy.Identity {
    SenderPolicy(system: address, mode: mode).identity(for: .user(actor))
  }
}

extension SenderPolicy.Identity {
  /// The headers that the receiver sees.
  fileprivate var headers: [(String, Mailbox)] {
    [("From", from)] + (replyTo.map { [("Reply-To", $0)] } ?? [])
  }
}

extension Mailbox {
  /// As mail programs show it.
  fileprivate var shown: String {
    let address = address.text.printable()
    guard let name = name?.text.printable(), !name.isEmpty else { return address }
    return "\(name) <\(address)>"
  }
}
