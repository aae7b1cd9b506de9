import Testing

@testable import Terminal

struct PasteBufferTests {
  private func paste(_ text: String) -> String? {
    var buffer = PasteBuffer()
    let bytes = Array(text.utf8) + Array("\u{1B}[201~".utf8)
    guard bytes.dropLast().allSatisfy({ !buffer.append($0) }), let last = bytes.last else {
      return nil
    }
    return buffer.append(last) ? buffer.text(.utf8) : nil
  }

  @Test func `line breaks stay, tabs become spaces, other controls go`() {
    #expect(paste("a\rb\nc\r\nd\te\u{0}\u{7}\u{7F}\u{9B}f") == "a\rb\nc\r\nd ef")
  }

  @Test func `what begins like the end of the paste belongs to it`() {
    #expect(paste("a\u{1B}[201b\u{1B}[20") == "a[201b[20")
    #expect(paste("\u{1B}\u{1B}") == "")
  }

  @Test func `a paste beyond the limit is cut between two characters`() {
    let text = "a" + String(repeating: "ü", count: PasteBuffer.limit)
    let pasted = paste(text)
    #expect(pasted?.utf8.count == PasteBuffer.limit - 1)
    #expect(pasted?.contains("\u{FFFD}") == false)
    let longer = String(repeating: "x", count: PasteBuffer.limit + 4464)
    #expect(paste(longer)?.utf8.count == PasteBuffer.limit)
  }
}
