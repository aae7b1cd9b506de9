internal import Glibc
internal import MailDiagnosis
internal import MailDialogue
internal import SystemAccess

extension Deadline {
  /// Waits for the result of blocking work; throws when the time is over first, or when there is no
  /// thread or pipe. The work then continues unheard.
  func result<Value: Sendable>(
    of work: @escaping @Sendable () -> Value
  ) throws(AttemptFailure) -> Value {
    let running: DetachedWork<Value>
    do throws(ThreadShortage) {
      running = try DetachedWork.start(work)
    } catch {
      throw AttemptFailure(.system(error == .threads ? .processes : .files))
    }
    while true {
      try wait(for: running.readEnd, POLLIN)
      if let result = running.result { return result }
    }
  }

  /// Runs the work for all items at the same time until the deadline; results are in the items'
  /// order.
  func results<Item: Sendable, Value: Sendable>(
    for items: [Item], _ work: @escaping @Sendable (Item) -> Value?
  ) -> [Value] {
    let running = items.compactMap { item in try? DetachedWork.start { work(item) } }
    for work in running {
      if (try? wait(for: work.readEnd, POLLIN)) == nil { break }
    }
    return running.compactMap { $0.result.flatMap(\.self) }
  }
}
