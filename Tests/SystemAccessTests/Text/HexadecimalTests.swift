import SystemAccess
import Testing

@Suite struct HexadecimalTests {
  @Test func `bytes are two digits in upper case, or in lower case in a row`() {
    #expect([0x00, 0x3D, 0xFF].map(Hexadecimal.pair) == ["00", "3D", "FF"])
    #expect(Hexadecimal.text([0x00, 0x3D, 0xFF]) == "003dff")
  }

  @Test func `a number has zeros before it up to so many digits`() {
    let numbers = [0, 0xE9, 0x1F4A9].map { Hexadecimal.number($0, digits: 4) }
    #expect(numbers == ["0000", "00E9", "1F4A9"])
  }

  @Test(arguments: [("3D", 0x3D), ("fFx", 0xFF), ("0", nil), ("+4", nil), ("g0", nil), ("", nil)])
  func `two digits are a byte`(text: String, byte: UInt8?) {
    #expect(Hexadecimal.byte(text.utf8) == byte)
  }
}
