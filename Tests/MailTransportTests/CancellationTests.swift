import MailDiagnosis
import SystemAccess
import Testing

@testable import MailTransport

@Suite struct CancellationTests {
  @Test func `a cancelled wait ends at once`() {
    let cancellation = Cancellation()
    DetachedThread.start { cancellation.cancel() }
    let deadline = Deadline(.seconds(60), cancellation: cancellation)
    #expect(throws: AttemptFailure(.cancelled)) { try deadline.wait(for: -1, 1) }
    #expect(cancellation.isCancelled)
  }

  @Test func `cancelling twice is harmless`() {
    let cancellation = Cancellation()
    cancellation.cancel()
    cancellation.cancel()
    #expect(cancellation.isCancelled)
  }

  @Test func `a wait ends when its time is over`() {
    let deadline = Deadline(.milliseconds(20), cancellation: Cancellation())
    #expect(throws: AttemptFailure(.timedOut)) { try deadline.wait(for: -1, 1) }
  }
}
