import Foundation
import Glibc
import TestSupport
import Testing

/// The commands, run by root in a set-up of another user who has put links to root's files in it.
@Suite struct LessTrustedFolderTests {
  private static let user: uid_t = 65534

  private static let commands: [[String]] = [
    ["show"], ["show", "--json"], ["check"], ["certificate", "list"],
    ["test", "--to", "a@example.com", "--timeout", "1"], ["certificate", "show", "127.0.0.1:1"],
    ["set", "smtp.port=26"], ["password", "set", "smtp"], ["password", "delete", "smtp"],
    ["certificate", "remove", "mail.example.com:25"],
    ["certificate", "export", "--format", "pem", "--out", "-"],
  ]

  /// What is put where; the target is a file or folder of root's.
  private static let attacks: [String: [(link: String, target: String)]] = [
    "the settings": [("postern.toml", "root.toml")],
    "the secrets": [("secrets.toml", "root.toml")],
    "a pending file": [(".postern-pending/postern.toml", "root.toml")],
    "pending secrets": [(".postern-pending/secrets.toml", "root.toml")],
    "the pending folder": [(".postern-pending", "")],
    "what a killed save left": [(".postern-tmp-1-a", ""), (".postern-tmp-1-b", "root.toml")],
    "run": [("run", "")],
    "the locks": [("run/lock", "root.toml"), ("run/save", "new")],
    "trust": [("trust", "")],
    "a trusted certificate": [("trust/mail.example.com_25.pem", "root.toml")],
    "the trust store for Java": [("trust/truststore.p12", "root.toml")],
  ]

  private let program: Program
  private let outside: String

  init() async throws {
    program = try Program()
    outside = program.folder.file("outside")
    try await program.succeed("set", "smtp.server=mail.example.com", "system.address=a@example.com")
    try await program.succeed("password", "set", "smtp", input: "word\n")
    mkdir(outside, 0o700)
    for name in ["root.toml", "postern.toml", "secrets.toml", "a.pem"] {
      try Data("[smtp]\n# root's\n".utf8).write(to: URL(fileURLWithPath: outside + "/" + name))
      chmod(outside + "/" + name, 0o600)
    }
    _ = try await Command.run("chown", ["-R", "\(Self.user)", program.home])
  }

  private func snapshot() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: outside)) ?? []
    return ([""] + names.sorted()).map { name in
      var status = stat()
      lstat(outside + "/" + name, &status)
      let text = (try? String(contentsOfFile: outside + "/" + name, encoding: .utf8)) ?? ""
      return "\(name) \(status.st_mode) \(status.st_uid) \(status.st_ino) \(text)"
    }
  }

  private func attack(_ links: [(link: String, target: String)], isHard: Bool) {
    for (name, target) in links {
      let path = program.home + "/" + name
      let folder = (path as NSString).deletingLastPathComponent
      mkdir(folder, 0o700)
      chown(folder, Self.user, Self.user)
      try? FileManager.default.removeItem(atPath: path)
      let real = outside + (target.isEmpty ? "" : "/" + target)
      if isHard { link(real, path) } else { symlink(real, path) }
      lchown(path, isHard ? 0 : Self.user, isHard ? 0 : Self.user)
    }
  }

  @Test(arguments: attacks.keys.sorted(), [false, true])
  func `no command changes anything of root's`(attack name: String, isHard: Bool) async throws {
    let before = snapshot()
    attack(Self.attacks[name] ?? [], isHard: isHard)
    for words in Self.commands {
      let result = try await Command.run(
        Program.path, words, input: Data("secret\n".utf8), environment: program.environment(),
        inheriting: false)
      #expect(result.status < 128, "\(words): \(result.status)")
      // These two report on standard output.
      let isReport = ["check", "test"].contains(words[0])
      #expect(result.status == 0 || result.speaksForItself || isReport, "\(words)")
      #expect(snapshot() == before, "\(name), \(words)")
    }
  }

  @Test func `root still works in a service's own set-up, and keeps it the service's`() async throws
  {
    try await program.succeed("set", "smtp.port=26")
    try await program.succeed("password", "set", "smtp", input: "other\n")
    for name in ["", "/postern.toml", "/secrets.toml", "/run", "/run/save"] {
      var status = stat()
      #expect(stat(program.home + name, &status) == 0 && status.st_uid == Self.user, "\(name)")
    }
  }
}
