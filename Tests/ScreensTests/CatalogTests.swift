import Forms
import Foundation
import MailSettings
import Screens
import TestSupport
import Testing

@Suite struct CatalogTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Screens").standardizedFileURL

  @Test func `the sections have the documented names, in the order a person meets them`() {
    #expect(
      Catalog.all.map(\.id.rawValue) == [
        "protocol", "exchange", "system-address", "server", "encryption", "authentication",
        "incoming-mailbox", "encoding", "sender-mode", "connection-limit", "test-email",
      ])
  }

  @Test func `every file in Screens is a section of the catalog`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
      .filter { $0.hasSuffix(".swift") && $0 != "Catalog.swift" }
    let names = Catalog.all.map {
      $0.id.rawValue.split(separator: "-").map(\.capitalized).joined() + ".swift"
    }
    #expect(Set(files) == Set(names))
  }

  /// Whether the field can have the focus, so that its help is seen.
  private func takesFocus(_ field: Field) -> Bool {
    switch field.control {
    case .text, .choice, .line, .toggle, .password, .recipient, .sample, .button, .fold: true
    case .note, .verbatim, .foundLimit, .panel, .portAnswers, .linkStatus, .encodingPreview,
      .senderPreview:
      false
    }
  }

  @Test(arguments: Section.allCases)
  func `every field says what it is and helps`(section: Section) {
    for field in Catalog.screen(of: section).fields where takesFocus(field) {
      #expect(!field.label.isEmpty)
      #expect(field.help.hasSuffix("."), "\(field.label): \(field.help)")
      #expect(field.help.count <= 160, "\(field.label) takes more than two lines of 78 columns")
    }
  }

  @Test func `every key of a set-up but the technical ones has a field`() {
    let technical: [SettingKey] = [
      "exchange.port", "exchange.encryption", "exchange.imap-server", "exchange.imap-port",
      "queue.enabled", "queue.give-up-after", "relay.listen", "relay.socket", "relay.allow",
      "relay.refuse",
    ]
    for setting in Setting.all where !technical.contains(setting.key) {
      #expect(Catalog.screen(editing: .setting(setting.key)) != nil, "\(setting.key)")
    }
    for password in PasswordSetting.allCases {
      #expect(Catalog.screen(editing: .password(password)) != nil, "\(password.name)")
    }
  }

  @Test func `a section that does not apply says why, and where that can be changed`() {
    for screen in Catalog.all where !screen.applies(Draft()) {
      #expect(screen.whyNot.hasSuffix("."))
    }
  }
}
