public import MailDiagnosis

/// Keeps the connections of a set-up within its limit, whoever makes them.
public protocol ConnectionSlots: Sendable {
  /// Waits for a connection that may be made, until the deadline or its cancellation; `onWait` is
  /// called once that takes time.
  func take(
    _ deadline: Deadline, onWait: () -> Void
  ) throws(SystemShortage) -> any HeldSlot

  /// How many there may be, to be told while one waits.
  var limit: Int { get }
}

/// Leave to have one connection; given back with the last reference.
public protocol HeldSlot: AnyObject {
  /// Whether somebody else waits for one.
  var isWanted: Bool { get }
}
