import SystemAccess
import Testing

@Suite struct HexadecimalTests {
  @Test func `bytes are two digits in upper case, or in lower case in a row`() {
    #expect([0x00, 0x3D, 0xFF].map(Hexadecimal.pair) == ["00", "3D", "FF"])
    #expect(Hexadecimal.text([0x00, 0x3D, 0xFF]) == "003dff")
  }

  @Test(arguments: [("3D", 0x3D), ("fFx", 0xFF), ("0", nil), ("+4", nil), ("g0", nil), ("", nil)])
  func `two digits are a byte`(text: String, byte: UInt8?) {
    #expect(Hexadecimal.byte(text.utf8) == byte)
  }
}
