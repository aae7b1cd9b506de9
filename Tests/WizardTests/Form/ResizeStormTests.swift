import Forms
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// Sizes that change at every moment, down to a single cell and to none.
@Suite struct ResizeStormTests {
  /// Keys and answers of a session, which end the same whatever the window's size is.
  private func session(_ typist: inout Typist, _ storm: (inout Typist) -> Void) throws {
    typist.press(.control("u"))
    for character in "Another Server" {
      storm(&typist)
      typist.type(String(character))
    }
    for key in [Key.tab, .tab, .pageDown, .tab, .pageDown, .pageDown, .pageDown] {
      storm(&typist)
      typist.press(key)
    }
    storm(&typist)
    typist.press(.function(5))
    storm(&typist)
    typist.type("admin@example.com")
    typist.press(.enter)
    storm(&typist)
    try typist.fail(with: .wrongPort)
    storm(&typist)
  }

  @Test(arguments: 0..<20)
  func `a storm of sizes loses no key and ends with the right picture`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var calm = Typist(Example.filled.draft, section: .systemAddress)
    try session(&calm) { _ in }
    var stormy = Typist(Example.filled.draft, section: .systemAddress)
    try session(&stormy) { typist in
      for _ in 0..<2 {
        typist.tell(
          .resized(
            Size(
              columns: Int.random(in: 0...320, using: &random),
              rows: Int.random(in: 0...120, using: &random))))
        let canvas = view(typist.state)
        #expect(canvas.size == typist.state.size)
      }
      typist.tell(.resized(Size(columns: 80, rows: 24)))
    }
    #expect(stormy.screen == calm.screen)
    #expect(stormy.state.draft == calm.state.draft)
  }
}
