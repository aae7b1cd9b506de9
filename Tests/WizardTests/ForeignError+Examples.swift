import SettingsStore
import SystemAccess

extension ForeignError {
  /// Another wizard has the set-up.
  static let root = held(by: "root")
  static let fullDisk = ForeignError(
    StoreError.system(.write, path: "/etc/postern/postern.toml", errno: 28))

  static func held(by user: String) -> ForeignError {
    ForeignError(StoreError.held(by: LockHolder(user: user)))
  }
}
