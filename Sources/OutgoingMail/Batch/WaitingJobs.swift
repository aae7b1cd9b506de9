/// The mails of a batch that are to be tried again, each with the moment from which on.
struct WaitingJobs {
  private var jobs: [(due: ContinuousClock.Instant, job: BatchJob)] = []
  private var octetsInMemory = 0
  private var octetsOnDisk = 0

  /// The most mails that wait: a server that defers everything must fill neither memory, nor disk,
  /// nor the table of open files.
  private static let most = 1_000
  private static let mostInMemory = 32 << 20
  private static let mostOnDisk = 256 << 20
  /// As much as a mail in a file counts for at least.
  private static let leastOnDisk = 2 << 20

  var isEmpty: Bool { jobs.isEmpty }

  /// Whether no further mail should be begun.
  var isFull: Bool {
    jobs.count >= Self.most || octetsInMemory >= Self.mostInMemory
      || octetsOnDisk >= Self.mostOnDisk
  }

  /// When the first of them is due; nil where none waits.
  var firstDue: ContinuousClock.Instant? { jobs.map(\.due).min() }

  mutating func append(_ job: BatchJob, due: ContinuousClock.Instant) {
    jobs.append((due, job))
    count(job, 1)
  }

  /// Takes out one that is due.
  mutating func takeDue(_ now: ContinuousClock.Instant) -> BatchJob? {
    jobs.firstIndex { $0.due <= now }.map { take(at: $0) }
  }

  /// Takes out any.
  mutating func takeAny() -> BatchJob? { jobs.isEmpty ? nil : take(at: 0) }

  private mutating func take(at index: Int) -> BatchJob {
    let job = jobs.remove(at: index).job
    count(job, -1)
    return job
  }

  private mutating func count(_ job: BatchJob, _ sign: Int) {
    let size = job.mail.content.size
    if size > MailboxEntry.mostInMemory {
      octetsOnDisk += sign * max(size, Self.leastOnDisk)
    } else {
      octetsInMemory += sign * size
    }
  }
}
