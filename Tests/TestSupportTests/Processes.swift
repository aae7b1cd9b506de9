import Foundation

enum Processes {
  /// Whether a process exists and is no zombie.
  static func isRunning(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .isoLatin1) else {
      return false
    }
    return stat.split(separator: ")").last?.first { $0 != " " } != "Z"
  }
}
