import Foundation
import TestSupport
import Testing

/// The example of a role (Tests/Examples/Ansible), run by Ansible on this machine.
@Suite struct AnsibleTests {
  private static let password = "open sesame"

  @Test func `the role sets up once, and a second run changes nothing`() async throws {
    let fleet = try Fleet(password: Self.password)
    let first = try await fleet.run()
    #expect(first.status == 0, "\(first.output)")
    #expect(first.recap["changed"] == 3, "\(first.output)")
    #expect(fleet.program.file("postern.toml").contains("root = \"admin@example.org\""))
    let second = try await fleet.run()
    #expect(second.status == 0, "\(second.output)")
    #expect(second.recap["changed"] == 0, "\(second.output)")
    #expect(second.recap["ok"] == first.recap["ok"])
    for run in [first, second] { #expect(!run.output.contains(Self.password)) }
  }

  @Test func `a wrong value stops the role before anything is changed`() async throws {
    let fleet = try Fleet(password: Self.password)
    let run = try await fleet.run(settings: ["smtp.port": "99999"])
    #expect(run.status == 2)
    #expect(run.output.contains("smtp.port: "), "\(run.output)")
    #expect(fleet.program.file("postern.toml").isEmpty)
  }

  @Test func `a refused password stops the role with what is wrong`() async throws {
    let fleet = try Fleet(password: "zaunk0enig")
    let run = try await fleet.run()
    #expect(run.status == 2)
    #expect(run.output.contains("auth.rejected"), "\(run.output)")
    #expect(!run.output.contains("zaunk0enig"))
  }
}

/// One machine of a fleet, this one, and the server that it sends by.
private struct Fleet {
  struct Run {
    let status: Int32
    let output: String

    /// The numbers below PLAY RECAP, such as `changed=3`.
    var recap: [String: Int] {
      let line = output.split(separator: "\n").last { $0.contains("changed=") } ?? ""
      return line.matches(of: /(\w+)=(\d+)/).reduce(into: [:]) { $0[String($1.1)] = Int($1.2) }
    }
  }

  private static let server = Shared {
    let certificate = try CertificateAuthority(name: "Fleet Test Root").issue()
    let logins = try DovecotServer(users: ["alice": "open sesame"], mechanisms: ["plain"])
    let postfix = try PostfixServer(
      ports: ["submission": PostfixPort(.startTLSRequired, login: .required)],
      certificate: certificate, logins: logins)
    return (postfix: postfix, fingerprint: certificate.fingerprint)
  }

  let program: Program
  private let password: String

  init(password: String) throws {
    program = try Program()
    self.password = password
  }

  /// Runs the playbook, with what is the tests' own in place of its variables.
  func run(settings: [String: String] = [:]) async throws -> Run {
    let server = try await Self.server.get()
    let port = server.postfix.port("submission")
    let usual = [
      "system.address": "app@example.org", "smtp.server": "localhost", "smtp.port": "\(port)",
      "smtp.encryption": "tls", "authentication.mode": "password", "authentication.user": "alice",
      "aliases.root": "admin@example.org",
    ]
    let variables = Variables(
      postern_command: Program.path, postern_home: program.home,
      postern_settings: usual.merging(settings) { $1 },
      postern_passwords: ["smtp": password],
      postern_certificates: ["localhost:\(port)": server.fingerprint],
      postern_test_recipient: "bob@example.org",
      ansible_python_interpreter: PackageFolder.path(".build-oidc/bin/python3"))
    let file = try program.folder.write("variables.json", try JSONEncoder().encode(variables))
    let result = try await Command.run(
      PackageFolder.path(".build-oidc/bin/ansible-playbook"),
      [
        "--inventory", "localhost,", "--connection", "local", "--extra-vars", "@\(file)",
        PackageFolder.path("Tests/Examples/Ansible/site.yml"),
      ],
      environment: program.environment(["ANSIBLE_NOCOLOR": "1"]), inheriting: false,
      folder: program.folder.path, timeout: 120)
    return Run(status: result.status, output: result.output + result.errors)
  }
}

private struct Variables: Encodable {
  let postern_command: String
  let postern_home: String
  let postern_settings: [String: String]
  let postern_passwords: [String: String]
  let postern_certificates: [String: String]
  let postern_test_recipient: String
  let ansible_python_interpreter: String
}
