import MailSettings
import Testing

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
