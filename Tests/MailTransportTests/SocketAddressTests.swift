import Glibc
import MailDiagnosis
import Testing

@testable import MailTransport

/// How connecting has ended, over real sockets.
@Suite struct SocketAddressTests {
  /// A socket that listens on loopback, and its port; closed by the caller.
  private func listener() throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isListening)
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private func connecting(to port: UInt16) throws -> Int32 {
    let address = HostAddress(text: "127.0.0.1", isIPv6: false)
    let begun = SocketAddress.connecting(to: address, port: "\(port)", from: nil)
    guard case .descriptor(let descriptor) = begun else {
      throw NotBegun(begun: "\(begun)")
    }
    return descriptor
  }

  private struct NotBegun: Error { let begun: String }

  @Test(arguments: [false, true])
  func `a connection that was made and reset was made`(closesFirst: Bool) throws {
    let (listening, port) = try listener()
    defer { close(listening) }
    let client = try connecting(to: port)
    defer { close(client) }
    let server = accept(listening, nil, nil)
    try #require(server >= 0)
    if closesFirst { shutdown(server, Int32(SHUT_WR)) }
    var abort = linger(l_onoff: 1, l_linger: 0)
    let length = socklen_t(MemoryLayout<linger>.size)
    try #require(setsockopt(server, SOL_SOCKET, SO_LINGER, &abort, length) == 0)
    close(server)
    #expect(SocketAddress.result(of: client) == 0)
  }

  @Test func `a port where nothing listens refuses`() throws {
    let (listening, port) = try listener()
    close(listening)
    let address = HostAddress(text: "127.0.0.1", isIPv6: false)
    switch SocketAddress.connecting(to: address, port: "\(port)", from: nil) {
    case .failed(let number): #expect(number == ECONNREFUSED)
    case .descriptor(let client):
      defer { close(client) }
      #expect(SocketAddress.result(of: client) == ECONNREFUSED)
    case .unbound(let number): Issue.record("\(number)")
    }
  }
}
