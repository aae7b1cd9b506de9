import Glibc
import SystemAccess
import Testing

@Suite struct WakePipeTests {
  private static func isReadable(_ end: Int32, within milliseconds: Int32) -> Bool {
    var source = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, milliseconds) > 0
  }

  @Test func `a rung pipe is readable until it is silenced`() {
    let pipe = WakePipe()
    #expect(pipe.isOpen)
    #expect(!Self.isReadable(pipe.readEnd, within: 0))
    // More often than the pipe holds.
    for _ in 0..<70_000 { pipe.ring() }
    #expect(Self.isReadable(pipe.readEnd, within: 0))
    pipe.silence()
    #expect(!Self.isReadable(pipe.readEnd, within: 0))
  }

  @Test func `the end of work on its own thread wakes who waits`() throws {
    let work = try DetachedWork.start { 7 }
    #expect(Self.isReadable(work.readEnd, within: 10_000))
    #expect(work.result == 7)
  }
}
