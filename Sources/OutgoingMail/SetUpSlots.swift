internal import Glibc
package import MailDiagnosis
package import MailTransport
package import MailSettings
package import SettingsStore
internal import SystemAccess

/// Counts the connections of a set-up over all processes.
package struct SetUpSlots: ConnectionSlots {
  private let paths: SetUpPaths
  package let limit: Int

  /// Nil where the set-up has no limit.
  package init?(_ store: SettingsStore, _ settings: Settings) {
    guard let limit = settings.connectionLimit?.number else { return nil }
    (paths, self.limit) = (store.paths, limit)
  }

  package func take(
    _ deadline: Deadline, onWait: () -> Void
  ) throws(SystemShortage) -> any HeldSlot {
    do throws(StoreError) {
      let slot = try ConnectionSlot.acquire(
        paths, limit: limit, until: deadline.instant, wake: deadline.cancellation.wake,
        onWait: onWait)
      if let slot { return Held(slot) }
    } catch { throw SystemShortage(error, paths.run) }
    throw .connections(limit: limit, holders: ConnectionSlot.holders(paths))
  }

  private final class Held: HeldSlot {
    private let slot: ConnectionSlot
    init(_ slot: ConnectionSlot) { self.slot = slot }
    var isWanted: Bool { slot.isWanted }
  }
}

extension SystemShortage {
  fileprivate init(_ error: StoreError, _ path: String) {
    switch error {
    case .system(_, let path, let errno): self = .runFolder(path: path, errno: errno)
    case .tooOpen(let path, _, _), .foreignOwner(let path, _):
      self = .runFolder(path: path, errno: EACCES)
    case .symbolicLink(let path), .brokenLink(let path), .foreignLink(let path, _):
      self = .runFolder(path: path, errno: ELOOP)
    case .notAFolder(let path): self = .runFolder(path: path, errno: ENOTDIR)
    default: self = .runFolder(path: path, errno: EINVAL)
    }
  }
}
