import TestSupport
import Testing

@Suite struct FreePortTests {
  @Test func `no port is handed out twice`() throws {
    let ports = try (0..<200).map { _ in try FreePort.next() }
    #expect(Set(ports).count == ports.count)
    #expect(ports.allSatisfy { (1024..<32768).contains($0) })
  }
}
