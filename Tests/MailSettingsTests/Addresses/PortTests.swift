import MailSettings
import Testing

@Suite struct PortTests {
  @Test(arguments: ["1", "25", "587", "65535", " 25 ", "0025"])
  func `digits from 1 to 65535 are a port`(text: String) {
    #expect(Entry<Port>(text).value != nil)
  }

  @Test(arguments: [
    "0", "65536", "70000", "-1", "+25", "2 5", "25a", "٢٥", "1e3", "99999999999999",
  ])
  func `anything else keeps its text and shows a problem`(text: String) {
    let entry = Entry<Port>(text)
    #expect(entry.text == text)
    #expect(entry.value == nil)
    #expect(entry.problem == .notAPort(text))
  }
}

extension PortTests {
  @Test func `a port can't be made of 0 and is ordered by number`() {
    #expect(Port(0) == nil)
    #expect(Port(25) == .smtp)
    #expect(Port.smtp < .submissions)
    #expect(Entry<Port>("0025").value?.text == "25")
  }
}
