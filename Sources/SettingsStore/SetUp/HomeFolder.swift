internal import Glibc
internal import SystemAccess

/// Which folder holds the set-up.
public enum HomeFolder {
  /// `--home`, else `POSTERN_HOME`, else `/etc/postern` for root, else below the user's
  /// configuration.
  ///
  /// An empty variable counts as unset, and so does a relative `XDG_CONFIG_HOME`, as the XDG Base
  /// Directory Specification demands.
  public static func resolve(
    option: String?, environment: [String: String], isRoot: Bool
  ) throws(StoreError) -> String {
    if let option, !option.isEmpty { return FilePath.withoutFinalSlashes(option) }
    if let home = environment["POSTERN_HOME"], !home.isEmpty {
      return FilePath.withoutFinalSlashes(home)
    }
    if isRoot { return "/etc/postern" }
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return FilePath.join(FilePath.withoutFinalSlashes(folder), "postern")
    }
    guard let home = environment["HOME"].flatMap({ $0.isEmpty ? nil : $0 }) ?? passwordEntryHome()
    else { throw .noHome }
    return FilePath.join(FilePath.withoutFinalSlashes(home), ".config/postern")
  }

  private static func passwordEntryHome() -> String? {
    UserDatabase.entry(geteuid())?.home
  }
}
