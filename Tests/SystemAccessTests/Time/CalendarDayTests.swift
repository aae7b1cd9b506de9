import SystemAccess
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: [
    (0, "1970-01-01", 4), (-1, "1969-12-31", 3), (951_782_400, "2000-02-29", 2),
    (4_102_444_799, "2099-12-31", 4), (Int64.max, "9999-12-31", 5), (Int64.min, "0001-01-01", 1),
  ])
  func `a time is a day of the calendar`(seconds: Int64, text: String, weekday: Int) {
    let day = CalendarDay(seconds)
    #expect(day.description == text)
    #expect(day.weekday == weekday)
  }

  @Test(arguments: [(2, 1900, 28), (2, 2000, 29), (2, 2024, 29), (4, 2023, 30), (12, 2023, 31)])
  func `a month has its days`(month: Int, year: Int, days: Int) {
    #expect(CalendarDay.days(inMonth: month, of: year) == days)
  }
}
