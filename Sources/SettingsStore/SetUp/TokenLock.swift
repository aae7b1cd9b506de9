package import SystemAccess

/// The lock of whoever asks for tokens of Microsoft Exchange, so that one process alone uses a
/// refresh token: a provider may revoke everything where two do.
///
/// It is held as long as the value lives, or the process, and never in another one's way who saves
/// settings.
package struct TokenLock: Sendable {
  private let lock: FileLock<StoreError>

  /// Takes the lock, making the set-up's folder where it is missing; nil where others hold it until
  /// then, or until `wake` is rung.
  package static func acquire(
    _ paths: SetUpPaths, until deadline: ContinuousClock.Instant, wake: WakePipe? = nil
  ) throws(StoreError) -> TokenLock? {
    guard let setUp = try SetUpFolder.open(paths, creating: true, disk: Disk()) else {
      throw .notAFolder(path: paths.home)
    }
    return try FileLock.acquire(
      SetUpFolder.Name.tokenLock, in: try setUp.run(), until: deadline, wake: wake
    ).map(TokenLock.init)
  }
}
