import TestSupport
import Testing

/// Commands that change a set-up wait for one another.
@Suite struct ConcurrencyTests {
  @Test func `seven loops of commands at once all succeed, and nothing is lost`() async throws {
    let program = try Program()
    let keys = [
      "system.name", "smtp.server", "smtp.hello-name", "authentication.user", "incoming.server",
      "incoming.user",
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for key in keys {
        group.addTask {
          for round in 1...6 { try await program.succeed("set", "\(key)=a\(round).example.com") }
        }
      }
      group.addTask {
        for round in 1...6 {
          try await program.succeed("password", "set", "smtp", input: "word\(round)\n")
        }
      }
      try await group.waitForAll()
    }
    for key in keys {
      #expect(try await program.succeed("show", key) == "a6.example.com\n")
    }
    #expect(program.file("secrets.toml").contains("word6"))
  }

  @Test func `the first commands of all make the set-up together`() async throws {
    let program = try Program()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for key in ["smtp.port", "incoming.port", "exchange.port", "connections.maximum"] {
        group.addTask { try await program.succeed("set", "\(key)=7") }
      }
      try await group.waitForAll()
    }
    #expect(program.file("postern.toml").components(of: "= 7") == 4)
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
