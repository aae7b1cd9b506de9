import SystemAccess
import Testing

struct IconvTests {
  @Test func `a text longer than the buffer is converted whole`() {
    let text = String(repeating: "日本", count: 5_000)
    let bytes = Iconv.convert(Array(text.utf8), from: "UTF-8", to: "ISO-2022-JP")
    #expect(bytes?.count == 10_000 * 2 + 6)
    let back = bytes.flatMap { Iconv.convert($0, from: "ISO-2022-JP", to: "UTF-8") }
    #expect(back == Array(text.utf8))
  }

  @Test func `what can't be converted exactly is not converted`() {
    #expect(Iconv.convert(Array("ü".utf8), from: "UTF-8", to: "US-ASCII") == nil)
    #expect(Iconv.convert([0xFF], from: "UTF-8", to: "ISO-8859-1") == nil)
    #expect(Iconv.convert([0xC3], from: "UTF-8", to: "ISO-8859-1") == nil)
    #expect(Iconv.convert([0x41], from: "UTF-8", to: "no-such-set") == nil)
    #expect(Iconv.convert([], from: "UTF-8", to: "ISO-2022-JP") == [])
  }
}
