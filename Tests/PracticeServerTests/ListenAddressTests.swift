import SubmissionListener
import Testing

struct ListenAddressTests {
  @Test(arguments: [
    ("localhost", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("127.0.0.2", "127.0.0.2"),
    ("::1", "::1"), ("0:0:0:0:0:0:0:1", "::1"),
  ])
  func `an address of this machine is taken`(host: String, text: String) throws {
    #expect(try ListenAddress(host: host, port: 25).host == text)
  }

  @Test(arguments: ["", "0.0.0.0", "::", "192.0.2.1", "127.example.com", "example.com"])
  func `any other host is not`(host: String) {
    #expect(throws: ListenError.hostNotLoopback(host)) { try ListenAddress(host: host, port: 0) }
  }
}
