import SystemAccess
import Testing

struct MomentTests {
  @Test(arguments: [
    (0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"),
    (951_827_696, 3_600, "Tue, 29 Feb 2000 13:34:56 +0100"),
    (951_827_696, -12_600, "Tue, 29 Feb 2000 09:04:56 -0330"),
    (1_735_689_599, 20_700, "Wed, 1 Jan 2025 05:44:59 +0545"),
    (4_102_444_799, 0, "Thu, 31 Dec 2099 23:59:59 +0000"),
    (-1, -60, "Wed, 31 Dec 1969 23:58:59 -0001"),
  ])
  func `a date is written in its zone as RFC 5322 wants it`(
    seconds: Int, offset: Int, text: String
  ) {
    #expect(Moment(seconds: seconds, offset: offset).mailText == text)
  }

  @Test func `a moment is written for documents, for people, and as a time of day`() {
    let moment = Moment(seconds: 951_827_696, offset: 3_600)
    #expect(moment.internetText == "2000-02-29T12:34:56Z")
    #expect(moment.textForPeople == "2000-02-29 13:34:56 +0100")
    #expect(moment.clock == "13:34")
  }

  @Test func `the offset of this machine's zone is a civil one`() {
    #expect(abs(Moment.now().offset) <= 15 * 3_600)
    #expect(Moment.now().seconds > 1_700_000_000)
  }
}
