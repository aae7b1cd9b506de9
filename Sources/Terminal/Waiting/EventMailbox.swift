internal import Glibc
internal import Synchronization
internal import SystemAccess

/// A queue of events from other threads for the thread of the terminal.
///
/// Events come out in the order of posting. `Terminal.wait` empties it.
public final class EventMailbox<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  private let bell = WakePipe()

  /// An empty mailbox; fails when the system gives no pipe.
  public init() throws(TerminalError) {
    if let errno = bell.errno { throw .noPipe(errno) }
  }

  /// Adds an event and wakes the thread of the terminal; can be called from any thread.
  public func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if wasEmpty { bell.ring() }
  }

  /// Waits for events without a terminal, and takes them out; empty after the timeout.
  public func wait(_ timeout: Duration) -> [Event] {
    var source = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    _ = poll(&source, 1, Int32(timeout / .milliseconds(1)))
    return take()
  }

  /// Readable when something may be in here.
  var reader: Int32 { bell.readEnd }

  /// Takes everything out.
  func take() -> [Event] {
    // The bell first: an event that is posted in between is taken now, or rings again.
    bell.silence()
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
