import Testing

@testable import Terminal

struct EventMailboxTests {
  @Test func `events posted by many threads all arrive, each thread's in order`() async throws {
    let mailbox = try EventMailbox<[Int]>()
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask { for number in 0..<500 { mailbox.post([thread, number]) } }
      }
    }
    let events = mailbox.take()
    #expect(events.count == 4000)
    for thread in 0..<8 {
      #expect(events.filter { $0[0] == thread }.map { $0[1] } == Array(0..<500))
    }
    #expect(mailbox.take().isEmpty)
  }
}
