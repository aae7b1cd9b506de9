import Forms
import MailSettings
import Screens
import Testing

@testable import Wizard

/// Each section with nothing, with a usual set-up and with mistakes: documentation and test in one.
@Suite struct PictureTests {
  @Test(arguments: Section.allCases, Example.allCases)
  func `a section looks as in its picture`(section: Section, example: Example) throws {
    let state = example.state(at: section)
    let isSame = try Picture(view(state)).matches("\(section.rawValue)-\(example)")
    #expect(isSame)
  }

  @Test func `the first page looks as in its picture`() throws {
    var state = State(surroundings: .example, saved: Draft(), isFirstRun: true)
    _ = state.update(.resized(Size(columns: 80, rows: 24)))
    let isSame = try Picture(view(state)).matches("welcome")
    #expect(isSame)
  }

  /// The smallest windows, and one that is larger than any text.
  private static let sizes = [
    Size(columns: 60, rows: 15), Size(columns: 40, rows: 10), Size(columns: 200, rows: 60),
  ]

  @Test(arguments: Section.allCases, Example.allCases)
  func `a section looks as in its pictures in other sizes`(
    section: Section, example: Example
  ) throws {
    for size in Self.sizes {
      var state = example.state(at: section)
      _ = state.update(.resized(size))
      let isSame = try Picture(view(state)).matches(
        "\(section.rawValue)-\(example)-\(size.columns)x\(size.rows)")
      #expect(isSame)
    }
  }

  @Test(arguments: [Example.filled, .wrong, .empty])
  func `the summary looks as in its picture`(example: Example) throws {
    var typist = Typist(example.draft)
    typist.press(.backTab, .end, .enter)
    var isSame = try Picture(view(typist.state)).matches("summary-\(example)")
    #expect(isSame)
    for size in Self.sizes {
      typist.tell(.resized(size))
      isSame = try Picture(view(typist.state)).matches(
        "summary-\(example)-\(size.columns)x\(size.rows)")
      #expect(isSame)
    }
  }

  @Test func `outside of UTF-8 everything is ASCII`() {
    for screen in Catalog.all {
      for example in Example.allCases {
        var state = example.state(at: screen.id, glyphs: .ascii)
        _ = state.update(.key(.function(1)))
        let text = Picture(view(state)).text
        #expect(text.utf8.count == text.count, "\(screen.id.rawValue) \(example): \(text)")
      }
    }
  }
}

enum Example: String, CaseIterable, CustomTestStringConvertible {
  case empty
  case filled
  case wrong

  var testDescription: String { rawValue }

  var draft: Draft {
    var draft = Draft()
    guard self != .empty else { return draft }
    let isWrong = self == .wrong
    draft.mailProtocol.text = "smtp"
    draft.system.name.text = isWrong ? "Your\rServer" : "Your Server"
    draft.system.address.text = isWrong ? "yourserver" : "yourserver@yourdomain.com"
    draft.smtp.server.text = isWrong ? "mail yourdomain" : "mail.yourdomain.com"
    draft.smtp.port.text = isWrong ? "70000" : ""
    draft.smtp.encryption.text = isWrong ? "strong" : "ssl"
    draft.authentication.mode.text = "password"
    draft.authentication.user.text = isWrong ? "" : "yourserver@yourdomain.com"
    draft.smtp.password = PasswordDraft(
      stored: isWrong ? nil : .init(Secret("stored"), host: "mail.yourdomain.com"))
    draft.message.encoding.text = isWrong ? "UTF-99" : "ISO-8859-15"
    draft.message.sender.text = isWrong ? "user" : "system"
    draft.connections.maximum.text = isWrong ? "0" : "10"
    return draft
  }

  func state(at section: Section, glyphs: Glyphs = .unicode) -> State {
    var draft = draft
    if section == .exchange { draft.mailProtocol.text = self == .empty ? "" : "exchange" }
    if section == .exchange, self == .wrong { draft.exchange.tenant.text = "nobody" }
    if section == .incomingMailbox, self != .empty {
      draft.authentication.mode.text = "incoming"
      draft.incoming.server.text = self == .wrong ? "imap://mail" : "imap.yourdomain.com"
      draft.incoming.user.text = self == .wrong ? "" : "yourserver"
    }
    var surroundings = State.Surroundings.example
    surroundings.glyphs = glyphs
    var state = State(
      surroundings: surroundings, saved: draft, isFirstRun: false, section: section,
      recipient: self == .wrong ? "admin" : (self == .filled ? "admin@example.com" : ""))
    _ = state.update(.resized(Size(columns: 80, rows: 24)))
    _ = state.update(.key(.pageDown))
    _ = state.update(.key(.pageUp))
    return state
  }
}

extension State.Surroundings {
  static let example = State.Surroundings(home: "/etc/postern", glyphs: .unicode)
}
