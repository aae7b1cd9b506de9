import Testing

@testable import MailQueue

@Suite struct QueueIDTests {
  @Test func `ids are in the order of arrival`() {
    let times = [0, 1, 31, 32, 1_795_000_000_000, 1_795_000_000_001, 1 << 44]
    let ids = times.map { QueueID(milliseconds: $0) }
    #expect(ids == ids.sorted())
    #expect(ids.allSatisfy { QueueID($0.text) == $0 && $0.text.utf8.count == 14 })
  }

  @Test func `many of one millisecond are different`() {
    let ids = (0..<200).map { _ in QueueID(milliseconds: 1_795_000_000_000) }
    #expect(Set(ids).count > 197)
  }

  @Test(arguments: ["", "../../etc/shadow", "0123456789abcdef", "01234567890ilo", "failed"])
  func `what is no id is none`(text: String) { #expect(QueueID(text) == nil) }

  @Test func `an id is read in either case`() {
    #expect(QueueID("0123456789ABCD")?.text == "0123456789abcd")
  }
}
