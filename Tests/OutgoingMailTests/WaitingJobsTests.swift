import Foundation
import Glibc
import MailMessage
import MailSettings
import TestSupport
import Testing

@testable import OutgoingMail

@Suite struct WaitingJobsTests {
  /// A job whose mail has so many octets.
  private func job(_ size: Int) throws -> BatchJob {
    let folder = try TemporaryFolder()
    let path = folder.file("mail")
    try Data("From x\nTo: a@example.com\n\nx\n".utf8).write(to: URL(fileURLWithPath: path))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var file = MailboxFile(descriptor)
    guard case .entry(let entry) = try file.next() else { throw TestFailure("no entry") }
    let address = try MailAddress(typed: "a@example.com")
    return BatchJob(
      entry, RenderedMail(bytes: [UInt8](repeating: 0x61, count: size)),
      Envelope(sender: address, recipients: [address]), reached: [])
  }

  /// How many mails of one size there is room for.
  private func room(_ size: Int) throws -> Int {
    let job = try job(size)
    var jobs = WaitingJobs()
    var count = 0
    while !jobs.isFull {
      jobs.append(job, due: .now)
      count += 1
    }
    _ = jobs.takeAny()
    #expect(!jobs.isFull, "one less is not too many")
    return count
  }

  @Test func `neither memory, nor disk, nor open files are filled`() throws {
    #expect(try room(10) == 1_000)
    #expect(try room(256_000) < 140)
    #expect(try room(300_000) < 140)
    #expect(try room(25_000_000) < 12)
  }

  @Test func `one that is due comes first`() throws {
    var jobs = WaitingJobs()
    jobs.append(try job(1), due: .now + .seconds(60))
    #expect(jobs.takeDue(.now).map(\.index) == nil)
    jobs.append(try job(2), due: .now)
    #expect(jobs.takeDue(.now + .seconds(1))?.mail.content.size ?? 0 > 0)
    #expect(jobs.takeDue(.now).map(\.index) == nil)
    #expect(!jobs.isEmpty)
  }
}
