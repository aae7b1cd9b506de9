import MailDiagnosis
import MailSettings
import Testing

@testable import MailTransport

@Suite struct ResolverTests {
  private func deadline(_ seconds: Int = 20) -> Deadline {
    Deadline(.seconds(seconds), cancellation: Cancellation())
  }

  @Test func `a name on this machine has its addresses`() throws {
    let found = try Resolver.addresses(of: try HostName(typed: "localhost"), deadline: deadline())
    #expect(found.contains(HostAddress(text: "127.0.0.1", isIPv6: false)))
    #expect(Set(found).count == found.count)
  }

  @Test(arguments: [("192.0.2.7", false), ("2001:db8::7", true)])
  func `an address is its own`(text: String, isIPv6: Bool) throws {
    let found = try Resolver.addresses(of: try HostName(typed: text), deadline: deadline())
    #expect(found == [HostAddress(text: text, isIPv6: isIPv6)])
  }

  @Test func `a name under invalid is not found`() throws {
    let host = try HostName(typed: "nosuch.invalid")
    let error = #expect(throws: AttemptFailure.self) {
      try Resolver.addresses(of: host, deadline: deadline())
    }
    // Without any resolver the name cannot be known not to exist.
    let endings: [Ending] = [.unresolved(.noSuchHost), .unresolved(.resolverDown)]
    #expect(endings.contains(try #require(error).ending))
  }

  @Test func `a cancelled look-up is not waited for`() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let host = try HostName(typed: "slow.invalid")
    #expect(throws: AttemptFailure(.cancelled)) {
      try Resolver.addresses(
        of: host, deadline: Deadline(.seconds(20), cancellation: cancellation))
    }
  }

  @Test func `this machine never calls itself localhost`() throws {
    let four = HostAddress(text: "127.0.0.1", isIPv6: false)
    let six = HostAddress(text: "::1", isIPv6: true)
    for address in [four, six] {
      let name = try MachineName.hello(chosen: nil, towards: address, deadline: deadline())
      #expect(name != "localhost")
      #expect(name.contains(".") || name.hasPrefix("[IPv6:"))
    }
    let chosen = try HelloName(typed: "2001:db8::7")
    #expect(
      try MachineName.hello(chosen: chosen, towards: four, deadline: deadline())
        == "[IPv6:2001:db8::7]")
  }
}
