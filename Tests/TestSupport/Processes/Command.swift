public import Foundation
internal import Glibc

/// What a program left: its exit status and all that it wrote.
public struct CommandResult: Sendable {
  /// The exit status; a program ended by a signal has 128 plus the signal's number.
  public let status: Int32
  /// The bytes written to standard output.
  public let outputData: Data
  /// The bytes written to standard error.
  public let errorData: Data

  /// Standard output as text.
  public var output: String { String(decoding: outputData, as: UTF8.self) }
  /// Standard error as text.
  public var errors: String { String(decoding: errorData, as: UTF8.self) }
}

/// Runs programs to their end, without a shell and with a time-out.
public enum Command {
  /// Runs a program on the calling thread; a name without a slash is looked up in the search path.
  ///
  /// `environment` is added to that of the tests, unless `inheriting` is false. A program that
  /// takes longer than `timeout` seconds is killed and a `TestFailure` thrown.
  public static func run(
    _ path: String, _ arguments: [String] = [], input: Data = Data(),
    environment: [String: String] = [:], inheriting: Bool = true, folder: String? = nil,
    timeout: Double = 60
  ) throws -> CommandResult {
    let process = try ChildProcess(
      path, arguments, environment: environment, inheriting: inheriting, folder: folder)
    defer { process.terminate() }
    return try process.communicate(input: input, timeout: timeout)
  }

  /// Runs a program while the task is suspended.
  public static func run(
    _ path: String, _ arguments: [String] = [], input: Data = Data(),
    environment: [String: String] = [:], inheriting: Bool = true, folder: String? = nil,
    timeout: Double = 60
  ) async throws -> CommandResult {
    try await Blocking.run {
      try run(
        path, arguments, input: input, environment: environment, inheriting: inheriting,
        folder: folder, timeout: timeout)
    }
  }

  /// Runs a program that must succeed, and returns its standard output.
  @discardableResult
  static func check(
    _ path: String, _ arguments: [String], input: Data = Data(), folder: String? = nil
  ) throws -> String {
    let result = try run(path, arguments, input: input, folder: folder)
    guard result.status == 0 else {
      let words = ([path] + arguments).joined(separator: " ")
      throw TestFailure("\(words): status \(result.status)\n\(result.errors)\(result.output)")
    }
    return result.output
  }
}
