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

@Suite struct ExpiryDateTests {
  @Test(arguments: ["2027-05-31", "2028-02-29", "2027-05-31T10:00:00Z"])
  func `a day of the calendar is read`(text: String) throws {
    #expect(try ExpiryDate(typed: text).text == String(text.prefix(10)))
  }

  @Test(arguments: ["2027-02-29", "31.05.2027", "2027-5-31", "2027-13-01", "x", "2027-05-31 x"])
  func `anything else is no day`(text: String) {
    #expect(Entry<ExpiryDate>(text).problem == .notADay(text))
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("1970-03-01", 59),
    ("1972-03-01", 790),
  ])
  func `days are counted from a moment on`(text: String, days: Int) throws {
    let date = try ExpiryDate(typed: text)
    #expect(date.daysLeft(at: 0) == days)
    #expect(date.daysLeft(at: 86_399) == days)
    #expect(date.daysLeft(at: 86_400) == days - 1)
  }
}
