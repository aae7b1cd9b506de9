import MailSettings
import Testing

@Suite struct ExchangeIdentifiersTests {
  private static let guid = "11111111-2222-3333-4444-55555555abCD"

  @Test(arguments: [guid, "example.onmicrosoft.com", "bücher.example"])
  func `a tenant is a GUID or a domain`(text: String) throws {
    #expect(try Tenant(typed: text).text == text)
  }

  @Test(arguments: ["example", "192.0.2.7", "11111111-2222-3333-4444-5555", "a b.example", "::1"])
  func `anything else is not a tenant`(text: String) {
    #expect(Entry<Tenant>(text).value == nil)
    #expect(Entry<Tenant>(text).problem != nil)
  }

  @Test func `an application id is a GUID`() throws {
    #expect(try ClientID(typed: Self.guid).text == Self.guid)
    for text in ["", "x", "11111111222233334444555555555555", Self.guid + "0", "example.com"] {
      #expect(throws: Problem.self) { try ClientID(typed: text) }
    }
  }

  @Test(arguments: ["a,b", "a b", " a , b ", "a,,b"])
  func `scopes stand between commas or spaces`(text: String) throws {
    #expect(try Scopes(typed: text).list == ["a", "b"])
  }

  @Test func `the documented scopes are two`() throws {
    #expect(try Scopes(typed: Scopes.documented.text).list.count == 2)
    #expect(Entry<Scopes>(", ,").problem != nil)
    #expect(Entry<Scopes>("a\nb").problem == .controlCharacter)
  }
}
