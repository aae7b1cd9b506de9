internal import Foundation

/// This package's own folder, for what is no Swift.
public enum PackageFolder {
  private static let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { folder, _ in
    folder.deletingLastPathComponent()
  }

  /// The path of a file that is named from there.
  public static func path(_ name: String) -> String { root.appending(path: name).path }
}
