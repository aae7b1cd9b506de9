internal import SettingsStore
internal import Synchronization

/// The set-up of a long-running program: read again once its files change.
package final class SetUpWatch: Sendable {
  /// The set-up at one moment.
  package struct Reading: Sendable {
    /// The folder.
    package let home: String
    /// Counts the readings from 1: higher after every change.
    package let number: Int
    /// What it can send by, or why it cannot.
    package let outgoing: Result<OutgoingMail, SetUpFault>
    /// The newest set-up that could send, else a stand-in that completes mails for the queue; nil
    /// if there is neither.
    package let usable: OutgoingMail?
  }

  private struct State {
    var mark = ""
    var reading: Reading?
  }

  private let home: String
  private let timeout: Duration
  private let wait: Duration
  private let state = Mutex(State())

  /// Takes what ``OutgoingMail/init(home:timeout:wait:)`` takes.
  package init(home: String, timeout: Duration, wait: Duration) {
    (self.home, self.timeout, self.wait) = (home, timeout, wait)
  }

  /// The set-up as it is now; blocks while it is read.
  package func current() -> Reading {
    state.withLock { state in
      // Taken before the set-up is read: a change in between is seen the next time.
      let mark = SetUpPaths(home: home).mark
      if let reading = state.reading, mark == state.mark { return reading }
      let made = read()
      let reading = Reading(
        home: home, number: (state.reading?.number ?? 0) + 1, outgoing: made,
        usable: (try? made.get()) ?? state.reading?.usable
          ?? OutgoingMail.waiting(home: home)?.outgoing)
      (state.mark, state.reading) = (mark, reading)
      return reading
    }
  }

  private func read() -> Result<OutgoingMail, SetUpFault> {
    do throws(SetUpFault) {
      return .success(try OutgoingMail(home: home, timeout: timeout, wait: wait))
    } catch { return .failure(error) }
  }
}
