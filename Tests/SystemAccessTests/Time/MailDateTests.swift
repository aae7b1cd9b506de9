import SystemAccess
import Testing

struct MailDateTests {
  @Test(arguments: [
    (0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"),
    (951_827_696, 3_600, "Tue, 29 Feb 2000 13:34:56 +0100"),
    (951_827_696, -12_600, "Tue, 29 Feb 2000 09:04:56 -0330"),
    (1_735_689_599, 20_700, "Wed, 1 Jan 2025 05:44:59 +0545"),
    (-1, -60, "Wed, 31 Dec 1969 23:58:59 -0001"),
  ])
  func `a date is written in its zone as RFC 5322 wants it`(
    seconds: Int, offset: Int, text: String
  ) {
    #expect(MailDate(seconds: seconds, offset: offset).text == text)
  }

  @Test func `the offset of this machine's zone is a civil one`() {
    #expect(abs(MailDate.now().offset) <= 15 * 3_600)
    #expect(MailDate.now().seconds > 1_700_000_000)
  }
}
