internal import Glibc
internal import SystemAccess

/// Which folder holds the set-up.
public enum HomeFolder {
  /// `--home`, else `POSTERN_HOME`, else `/etc/postern` for root, else `postern` in the user's
  /// configuration folder (`XDG_CONFIG_HOME`, else `~/.config`).
  ///
  /// An empty variable counts as unset, and so does a relative `XDG_CONFIG_HOME`, as the XDG Base
  /// Directory Specification demands.
  ///
  /// - Parameter variable: the value of an environment variable; nil where it is not set.
  public static func resolve(
    option: String?, isRoot: Bool, variable: (String) -> String?
  ) throws(StoreError) -> String {
    if let option, !option.isEmpty { return FilePath.withoutFinalSlashes(option) }
    if let home = variable("POSTERN_HOME"), !home.isEmpty {
      return FilePath.withoutFinalSlashes(home)
    }
    if isRoot { return "/etc/postern" }
    if let folder = variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return FilePath.join(FilePath.withoutFinalSlashes(folder), "postern")
    }
    guard let home = variable("HOME").flatMap({ $0.isEmpty ? nil : $0 }) ?? passwordEntryHome()
    else { throw .noHome }
    return FilePath.join(FilePath.withoutFinalSlashes(home), ".config/postern")
  }

  private static func passwordEntryHome() -> String? {
    UserDatabase.entry(geteuid())?.home
  }
}

/// The paths of one set-up's folder.
public struct SetUpPaths: Equatable, Sendable {
  /// The folder itself.
  public let home: String

  /// The paths below a folder.
  public init(home: String) { self.home = FilePath.withoutFinalSlashes(home) }

  /// The settings.
  public var settings: String { FilePath.join(home, "postern.toml") }
  /// The passwords and tokens.
  public var secrets: String { FilePath.join(home, "secrets.toml") }
  /// The imported certificates.
  public var trust: String { FilePath.join(home, "trust") }
  /// Locks and connection slots.
  public var run: String { FilePath.join(home, "run") }
  /// The mails that wait to be sent.
  public var queue: String { FilePath.join(home, "queue") }

  /// A text that changes whenever settings, passwords or certificates do, and is the same in every
  /// process.
  public var mark: String {
    func stamp(_ path: String) -> String { FileStamp(path)?.text ?? "-" }
    return "\(stamp(settings)) \(stamp(secrets)) \(stamp(trust))"
  }
}

/// The system's users.
package enum UserDatabase {
  /// What is known of a user.
  package struct Entry {
    package let name: String
    package let home: String?
  }

  /// The name of a user id; nil when it has none.
  package static func name(_ user: UInt32) -> String? { entry(user)?.name }

  /// The entry of a user id; nil when there is none.
  static func entry(_ user: uid_t) -> Entry? {
    var buffer = [CChar](repeating: 0, count: 1 << 14)
    // The record points into the buffer: both texts are copied before it goes.
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
