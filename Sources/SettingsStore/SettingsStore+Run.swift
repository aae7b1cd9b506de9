internal import Glibc
internal import SystemAccess

extension SettingsStore {
  /// Reads and changes a file in `run` with the change lock held, also while a wizard is open.
  ///
  /// The file is for its owner alone (mode 0600); nil stands for no file, before and after.
  ///
  /// A new file replaces the old one atomically, but may be lost in a power failure.
  package func changeRunFile<Result>(
    _ name: String, limit: Int = 1 << 18, _ body: (inout [UInt8]?) -> Result
  ) throws(StoreError) -> Result {
    try alone { setUp throws(StoreError) in
      let run = try setUp.run()
      try setUp.checkMode(of: run)
      let before = try run.read(name, limit: limit) { file throws(StoreError) in
        try setUp.checkSecret(file, name, in: run)
      }
      var after = before
      let result = body(&after)
      if let after, after != before {
        try run.put(setUp.newRunFile(after), as: name)
      } else if after == nil, before != nil {
        try run.delete(name)
      }
      return result
    }
  }
}

extension SetUpFolder {
  /// A file that root makes belongs to the folder's owner.
  fileprivate func newRunFile(_ bytes: [UInt8]) -> NewFile {
    let isRoot = geteuid() == 0
    return NewFile(
      bytes: bytes, mode: 0o600, owner: isRoot ? home.status.owner : geteuid(),
      group: isRoot ? home.status.group : getegid())
  }
}
