import MailSettings
import Testing

@testable import ServerTrust

@Suite struct TrustedServerTests {
  @Test(arguments: [
    ("mail.example.com", "587", "mail.example.com_587.pem"),
    ("192.0.2.7", "25", "192.0.2.7_25.pem"),
    ("[2001:db8::1]", "465", "2001%3Adb8%3A%3A1_465.pem"), ("::", "1", "%3A%3A_1.pem"),
    ("Bücher.example", "25", "xn--bcher-kva.example_25.pem"),
  ])
  func `a file's name tells its server`(host: String, port: String, name: String) throws {
    let server = TrustedServer(
      host: try HostName(typed: host), port: try MailSettings.Port(typed: port))
    #expect(server.fileName == name)
    let read = try #require(TrustedServer(fileName: name))
    #expect(read.host.ascii == server.host.ascii)
    #expect(read.port == server.port)
  }

  @Test(arguments: [
    "notes.txt", ".pem", "_25.pem", "mail.example.com.pem", "mail.example.com_0.pem",
    "mail.example.com_025.pem", "Mail.example.com_25.pem", "2001%3adb8::1_25.pem",
    "mail.example.com_25.pem.bak", "mail.example.com_70000.pem", "a%3Ab_25.pem", "..%2F_25.pem",
  ])
  func `a name that is not given to any server is foreign`(name: String) {
    #expect(TrustedServer(fileName: name) == nil)
  }
}
