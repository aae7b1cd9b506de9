internal import Glibc

/// The system's users.
enum UserDatabase {
  struct Entry {
    let name: String
    let home: String?
  }

  /// The entry of a user's number, nil when there is none.
  static func entry(_ user: uid_t) -> Entry? {
    var buffer = [CChar](repeating: 0, count: 1 << 14)
    // The record's texts lie in the buffer: both are read while it is held.
    return buffer.withUnsafeMutableBufferPointer { buffer in
      var record = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let start = buffer.baseAddress,
        getpwuid_r(user, &record, start, buffer.count, &found) == 0, found != nil,
        let name = record.pw_name
      else { return nil }
      let home = record.pw_dir.map { String(cString: $0) }
      return Entry(name: String(cString: name), home: home?.isEmpty == true ? nil : home)
    }
  }
}
