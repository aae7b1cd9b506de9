internal import Glibc
internal import SystemAccess

extension SettingsStore {
  /// Reads and changes a file in `run` that is for its owner alone (mode 0600), while nobody else
  /// does; nil stands for no file. A wizard that has the set-up open does not matter.
  ///
  /// What is written takes the place of the old file at once; it need not outlive the system.
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
  /// Root makes it for whom the folder belongs to.
  fileprivate func newRunFile(_ bytes: [UInt8]) -> NewFile {
    let isRoot = geteuid() == 0
    return NewFile(
      bytes: bytes, mode: 0o600, owner: isRoot ? home.status.owner : geteuid(),
      group: isRoot ? home.status.group : getegid())
  }
}
