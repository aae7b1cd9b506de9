import Foundation
import TestSupport
import Testing

@Suite struct HomeOptionTests {
  @Test func `the option counts more than the environment, before and behind the command`()
    async throws
  {
    let program = try Program()
    let other = program.folder.file("other")
    try await program.succeed("set", "smtp.port=2525", "--home", other)
    #expect(program.file("postern.toml").isEmpty)
    #expect(try await program.succeed("show", "smtp.port") == "25\n")
    #expect(try await program.succeed("show", "smtp.port", "--home", other) == "2525\n")
    #expect(try await program.succeed("show", "--home=\(other)", "smtp.port") == "2525\n")
    #expect(try await program.succeed("--home", other, "show", "smtp.port") == "2525\n")
    #expect(try await program.succeed("--home=\(other)", "show", "smtp.port") == "2525\n")
  }

  @Test func `without either, the set-up lies with the user's configuration`() async throws {
    let program = try Program()
    let result = try await program.run(
      "show",
      environment: [
        "POSTERN_HOME": "", "XDG_CONFIG_HOME": program.folder.file("xdg"),
      ])
    let expected = geteuid() == 0 ? "/etc/postern" : program.folder.file("xdg/postern")
    #expect(result.output.hasPrefix("Set-up in \(expected)\n"))
  }

  @Test func `the folder and the files are made for their owner alone`() async throws {
    let program = try Program()
    try await program.succeed("set", "smtp.port=2525")
    try await program.succeed("password", "set", "smtp", input: "geheim\n")
    let modes = try ["", "/secrets.toml"].map {
      try FileManager.default.attributesOfItem(atPath: program.home + $0)[.posixPermissions] as? Int
    }
    #expect(modes == [0o700, 0o600])
  }
}
