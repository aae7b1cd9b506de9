internal import SystemAccess

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
}
