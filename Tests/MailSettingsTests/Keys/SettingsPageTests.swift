import Foundation
import MailSettings
import TestSupport
import Testing

/// postern.toml(5) beside the table of settings.
@Suite struct SettingsPageTests {
  private let items: [PageItem]

  init() throws {
    items = PageItem.all(
      in: try String(
        contentsOfFile: PackageFolder.path("Sources/postern/Manual/postern.toml.5"),
        encoding: .utf8))
  }

  @Test func `the page has every key once, and no other`() {
    let keys = items.map(\.key).filter { $0 != "version" }
    #expect(keys.sorted() == SettingKey.allCases.map(\.name).sorted())
  }

  @Test(arguments: SettingKey.allCases)
  func `the page tells how a key is written and its default`(key: SettingKey) throws {
    let item = try #require(items.first { $0.key == key.name })
    #expect(item.kind == key.setting.shownKind)
    #expect(item.defaultText == key.setting.defaultText(Draft()))
  }
}

extension Setting {
  /// Its choices where nothing else may be written, else the kind of value.
  fileprivate var shownKind: String {
    var draft = Draft()
    draft[self] = "no-choice"
    let isClosed = kind == .string && !choices.isEmpty && problem(draft) != nil
    guard !isClosed || key == .messageEncoding else { return choices.joined(separator: " | ") }
    return "\(kind)"
  }
}

/// `.It Ic smtp.port Pq integer` with the lines below it.
private struct PageItem {
  let key: String
  let kind: String
  let defaultText: String?

  static func all(in page: String) -> [PageItem] {
    page.replacing("\\-", with: "-").replacing("\\:", with: "").split(separator: "\n.It Ic ")
      .dropFirst().compactMap { PageItem(String($0)) }
  }

  private init?(_ text: String) {
    guard let head = text.firstMatch(of: /^(\S+) Pq (.+?)( , needed)?\n/) else { return nil }
    (key, kind) = (String(head.1), String(head.2))
    defaultText = text.firstMatch(of: /\n\.No Default: Li (\S+) \.(\n|$)/).map { String($0.1) }
  }
}
