import Testing

@testable import PracticeServer

struct LoopbackAddressTests {
  @Test(arguments: [
    ("localhost", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("127.0.0.2", "127.0.0.2"),
    ("::1", "::1"), ("0:0:0:0:0:0:0:1", "::1"),
  ])
  func `an address of this machine is taken`(host: String, text: String) {
    #expect(LoopbackAddress(host)?.text == text)
  }

  @Test(arguments: ["", "0.0.0.0", "::", "192.0.2.1", "127.example.com", "example.com"])
  func `any other host is not`(host: String) {
    #expect(LoopbackAddress(host) == nil)
  }
}
