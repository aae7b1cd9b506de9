import MailSettings
import Testing

@Suite struct ConnectionLimitTests {
  @Test(arguments: [("1", 1), ("10", 10), (" 007 ", 7), ("1000000", 1_000_000)])
  func `a whole number of at least 1 is a limit`(text: String, number: Int) {
    #expect(Entry<ConnectionLimit>(text).value?.number == number)
    #expect(Entry<ConnectionLimit>(text).value?.text == String(number))
  }

  @Test(arguments: ["0", "-1", "+1", "1.5", "ten", "1e3", "٣", "99999999999999999999", "unlimited"])
  func `anything else keeps its text and shows a problem`(text: String) {
    #expect(Entry<ConnectionLimit>(text).problem == .notALimit(text))
  }

  @Test func `a limit can't be made of 0`() { #expect(ConnectionLimit(0) == nil) }
}
