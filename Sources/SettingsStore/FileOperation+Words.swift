extension FileOperation {
  /// The words behind "cannot", before the path.
  var words: String {
    switch self {
    case .createFolder: "create the folder"
    case .inspect: "look at"
    case .open: "open"
    case .read: "read"
    case .create, .write, .sync, .close: "write"
    case .changeOwner: "keep the owner of"
    case .changeMode: "set the mode of"
    case .rename: "replace"
    case .list: "list the folder"
    case .delete: "delete"
    case .lock: "lock"
    }
  }
}

extension UInt32 {
  /// A mode as chmod(1) takes it.
  var octal: String {
    let digits = String(self, radix: 8)
    return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}

extension LockHolder {
  /// Who it is, as far as known.
  public var sentence: String {
    let who = user ?? "another wizard"
    let details = [
      process.map { "process \($0)" }, terminal.map { "terminal \($0)" },
      since.map { "since \($0)" },
    ].compactMap { $0 }
    return details.isEmpty ? who : "\(who) (\(details.joined(separator: ", ")))"
  }
}
