public import MailDiagnosis

/// Limits the simultaneous connections of a set-up over all processes.
public protocol ConnectionSlots: Sendable {
  /// Waits until another connection is allowed, the deadline has passed or the wait is cancelled;
  /// `onWait` is called once if it has to wait.
  func take(
    _ deadline: Deadline, onWait: () -> Void
  ) throws(SystemShortage) -> any HeldSlot

  /// The limit, which is told while somebody waits.
  var limit: Int { get }
}

/// The permission for one connection, returned with the last reference.
public protocol HeldSlot: AnyObject {
  /// Whether another process waits for a connection.
  var isWanted: Bool { get }
}
