import MailSettings
import Testing

@Suite struct WaitingTimeTests {
  @Test(arguments: [
    ("2d", "2d", 172_800), ("36h", "36h", 129_600), ("90m", "90m", 5_400), (" 01H ", "1h", 3_600),
    ("30 d", "30d", 2_592_000), ("60m", "60m", 3_600),
  ])
  func `minutes, hours and days are a time to wait`(text: String, written: String, seconds: Int) {
    #expect(Entry<WaitingTime>(text).value?.text == written)
    #expect(Entry<WaitingTime>(text).value?.seconds == seconds)
  }

  @Test(arguments: [
    "59m", "31d", "0h", "-1d", "2", "d", "2w", "1.5d", "2d4h", "99999999999999999999d", "٣d",
    "9223372036854775807d",
  ])
  func `anything else keeps its text and says what would be right`(text: String) {
    let problem = Entry<WaitingTime>(text).problem
    #expect(problem == .notAWaitingTime(text))
    #expect(problem?.sentence.contains("from 1h to 30d") == true)
  }
}
