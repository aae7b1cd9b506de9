import MailSettings
import Testing

@Suite struct SettingValueTests {
  @Test(arguments: [("true", true), ("TRUE", true), ("false", false), (" False ", false)])
  func `true and false are read in either case`(text: String, value: Bool) {
    #expect(Entry<Bool>(text).value == value)
  }

  @Test(arguments: ["yes", "1", "on", "tru", "wahr"])
  func `other words are not possible`(text: String) {
    #expect(Entry<Bool>(text).problem == .notAChoice(text, of: ["true", "false"]))
  }

  private func roundTrip<C: Choice>(_: C.Type) throws {
    for choice in C.allCases {
      #expect(try C(typed: choice.text) == choice)
      #expect(try C(typed: choice.text.uppercased()) == choice)
      #expect(!choice.title.isEmpty && choice.explanation.hasSuffix("."))
    }
    #expect(Entry<C>("nonsense").problem == .notAChoice("nonsense", of: C.allCases.map(\.rawValue)))
  }

  @Test func `every choice is read back from its name, in either case`() throws {
    try roundTrip(Encryption.self)
    try roundTrip(AuthenticationMode.self)
    try roundTrip(IncomingProtocol.self)
    try roundTrip(MailProtocol.self)
    try roundTrip(SenderMode.self)
  }
}
