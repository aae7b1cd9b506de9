internal import Foundation

/// The program under test.
public enum BuiltProgram {
  /// What `POSTERN_BINARY` names, such as the binary that `make install` installs, else the one
  /// that lies beside the test bundle.
  public static let path =
    ProcessInfo.processInfo.environment["POSTERN_BINARY"]
    ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("postern").path

  /// The variables that make memory errors show, where the tests themselves run with them.
  public static let memoryChecks = ProcessInfo.processInfo.environment.filter {
    ["MALLOC_PERTURB_", "GLIBC_TUNABLES"].contains($0.key)
  }
}
