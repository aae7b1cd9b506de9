import Testing

@testable import PracticeServer

struct MaildirNameTests {
  @Test func `names of one instant differ`() {
    let names = (0..<1_000).map { _ in MaildirName(seconds: 1, microseconds: 2).text }
    #expect(Set(names).count == 1_000)
  }

  @Test func `a name has time, process and count, and no separator of Maildir`() {
    let name = MaildirName(seconds: 12, microseconds: 34)
    #expect(name.text.hasPrefix("12.M34P"))
    #expect(name.text.hasPrefix(name.id + "."))
    #expect(!name.text.contains { $0 == "/" || $0 == ":" })
  }
}
