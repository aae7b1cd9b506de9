import TestSupport

enum Swaks {
  /// Sends a mail from alice by the program swaks.
  static func send(
    port: Int, to: String = "bob@example.org", from: String = "alice@example.org",
    host: String = "127.0.0.1", _ more: [String] = []
  ) async throws -> CommandResult {
    try await Command.run(
      "swaks",
      [
        "--server", host, "--port", "\(port)", "--from", from, "--to", to,
        "--header", "Subject: greetings", "--body", "Hello.",
      ] + more)
  }
}

enum Python {
  /// Runs a Python program.
  static func run(_ program: String) async throws -> CommandResult {
    try await Command.run("python3", ["-c", program])
  }
}
