import SystemAccess
import Testing

@Test func `bytes are two digits in upper case`() {
  #expect([0x00, 0x3D, 0xFF].map(Hex.pair) == ["00", "3D", "FF"])
}
