import MailSettings
import Testing

@Suite struct PasswordSettingTests {
  @Test func `each name has its key and its own place`() {
    #expect(
      PasswordSetting.allCases.map(\.name)
        == ["smtp.password", "incoming.password", "exchange.client-secret"])
    var draft = Draft()
    for setting in PasswordSetting.allCases { draft[keyPath: setting.path].type(setting.rawValue) }
    for setting in PasswordSetting.allCases {
      #expect(draft[keyPath: setting.path].change == .replace(Secret(setting.rawValue)))
    }
  }

  @Test func `a password belongs to the server that is set, in ASCII`() {
    var draft = Draft()
    #expect(PasswordSetting.smtp.host(in: draft) == nil)
    draft.smtp.server.text = "BÜCHER.example."
    draft.incoming.server.text = "[2001:DB8::1]"
    #expect(PasswordSetting.smtp.host(in: draft) == "xn--bcher-kva.example")
    #expect(PasswordSetting.incoming.host(in: draft) == "2001:db8::1")
    #expect(PasswordSetting.exchange.host(in: draft) == nil)
  }
}
