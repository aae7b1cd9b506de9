import Foundation
import Glibc
import TestSupport
import Testing

@testable import OutgoingMail

@Suite struct BatchQueueTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A queue over a mailbox file of so many mails.
  private func queue(_ count: Int, workers: Int = 2) throws -> BatchQueue {
    let path = folder.file("mails")
    let mails = (0..<count).map { "From x\nTo: a@example.com\nSubject: \($0)\n\nx\n\n" }
    try Data(mails.joined().utf8).write(to: URL(fileURLWithPath: path))
    return BatchQueue(MailboxFile(open(path, O_RDONLY)), workers: workers)
  }

  private func job(_ entry: MailboxEntry) throws -> BatchJob {
    let address = try MailAddress(typed: "a@example.com")
    return BatchJob(
      entry, RenderedMail(bytes: Array("Subject: a\r\n\r\n".utf8)),
      Envelope(sender: address, recipients: [address]), reached: [])
  }

  private func word(_ next: BatchQueue.Next) -> String {
    switch next {
    case .entry(let entry): "entry \(entry.index)"
    case .job(let job): "job \(job.index)"
    case .over(let entry): "over \(entry.index)"
    case .abandoned(let job): "abandoned \(job.index)"
    case .wait: "wait"
    case .waitForInput: "wait for input"
    case .end: "end"
    }
  }

  @Test func `mails come once, and the end where none waits`() throws {
    let queue = try queue(2)
    guard case .entry(let entry) = queue.next() else { throw TestFailure("no entry") }
    #expect(word(queue.next()) == "entry 1")
    queue.again(try job(entry))
    #expect(word(queue.next()) == "wait")
    queue.giveUp()
    #expect(word(queue.next()) == "abandoned 0")
    #expect(word(queue.next()) == "end")
  }

  @Test func `a worker without a mail ends, and who is left serves what is deferred`() throws {
    let queue = try queue(1)
    guard case .entry(let entry) = queue.next() else { throw TestFailure("no entry") }
    #expect(word(queue.next()) == "end")
    let job = try job(entry)
    #expect(!queue.retire(job))
    queue.again(job)
    #expect(word(queue.next()) == "wait")
  }

  @Test func `a mail that waits when the batch is given up is told of, too`() throws {
    let queue = try queue(3)
    guard case .entry(let entry) = queue.next() else { throw TestFailure("no entry") }
    queue.again(try job(entry))
    _ = queue.next()
    queue.giveUp()
    #expect(word(queue.next()) == "abandoned 0")
    #expect(word(queue.next()) == "over 2")
    #expect(word(queue.next()) == "end")
  }

  @Test func `of workers that the server does not bear, one stays`() throws {
    let queue = try queue(2)
    guard case .entry(let first) = queue.next(), case .entry(let second) = queue.next() else {
      throw TestFailure("no entries")
    }
    #expect(queue.retire(try job(first)))
    #expect(!queue.retire(try job(second)))
    #expect(word(queue.next()) == "job 0")
  }

  @Test func `nobody connects for a while once the server was not reached`() throws {
    let queue = try queue(2)
    guard case .entry(let entry) = queue.next() else { throw TestFailure("no entry") }
    #expect(queue.unreachable(try job(entry)))
    guard case .wait(let until) = queue.next() else { throw TestFailure("no pause") }
    #expect(until > .now && until < .now + .seconds(2))
    #expect(word(queue.next(isConnected: true)) == "job 0")
    #expect(word(queue.next(isConnected: true)) == "entry 1")
    #expect(word(queue.next(isConnected: true)) == "end")
    #expect(word(queue.next()) == "end", "there is nothing to connect for")
  }

  @Test func `a mail that has not been written yet keeps nobody`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let queue = BatchQueue(MailboxFile(ends[0]), workers: 2)
    #expect(word(queue.next()) == "wait for input")
    let mail = Array("From x\nTo: a@example.com\n\nx\n\n".utf8)
    #expect(write(ends[1], mail, mail.count) == mail.count)
    #expect(word(queue.next()) == "wait for input", "the next line may belong to it")
    queue.ended(isDelivered: true)
    #expect(write(ends[1], mail, mail.count) == mail.count)
    #expect(word(queue.next()) == "entry 0")
    close(ends[1])
    #expect(word(queue.next()) == "entry 1")
    #expect(word(queue.next()) == "end")
  }
}
