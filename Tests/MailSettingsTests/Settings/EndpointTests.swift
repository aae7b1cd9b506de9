import MailSettings
import Testing

@Suite struct EndpointTests {
  private func endpoint(_ host: String, _ port: Port = .submission) throws -> Endpoint {
    Endpoint(
      host: try HostName(typed: host), port: port, encryption: .tls,
      helloName: try HelloName(typed: "app.example.com"),
      sourceAddress: try SourceAddress(typed: "192.0.2.7"))
  }

  @Test func `another port of the same server keeps the rest`() throws {
    let other = try endpoint("mail.example.com").at(.submissions, .ssl)
    #expect(other.port == .submissions && other.encryption == .ssl)
    #expect(other.helloName?.wire == "app.example.com" && other.sourceAddress?.text == "192.0.2.7")
  }

  @Test func `a place is a host and a port, whatever their spelling`() throws {
    let place = try endpoint("Bücher.example")
    #expect(place.isSamePlace(as: try endpoint("xn--bcher-kva.example").at(.submission, .ssl)))
    #expect(!place.isSamePlace(as: try endpoint("bücher.example", .smtp)))
    #expect(!place.isSamePlace(as: try endpoint("mail.example.com")))
  }

  @Test(arguments: [
    ("mail.example.com", "mail.example.com:587"), ("[2001:DB8::25]", "[2001:db8::25]:587"),
  ])
  func `a place is written as people write it`(host: String, place: String) throws {
    #expect(try endpoint(host).place == place)
  }
}
