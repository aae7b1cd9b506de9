import Testing

@testable import PracticeServer

@Test(arguments: [
  (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_827_696, "Tue, 29 Feb 2000 12:34:56 +0000"),
  (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 +0000"),
])
func `a date is written as RFC 5322 wants it`(seconds: Int, text: String) {
  #expect(TraceDate(secondsSince1970: seconds).text == text)
}
