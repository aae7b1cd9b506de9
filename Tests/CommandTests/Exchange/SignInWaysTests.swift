import Foundation
import TestSupport
import Testing

/// Signing in by the listener, by a device code, and as the application alone.
@Suite struct SignInWaysTests {
  private func provider(
    _ change: (inout OpenIDProvider.Registration) -> Void = { _ in }
  ) throws -> OpenIDProvider {
    var registration = OpenIDProvider.Registration()
    change(&registration)
    return try OpenIDProvider(
      registration, certificates: CertificateAuthority(name: "Sign-in Test Root"))
  }

  /// The status and the page of an address on loopback.
  private func get(_ url: String, _ more: String...) async throws -> (status: String, page: String)
  {
    let result = try await Command.run(
      "curl", ["-sS", "--max-time", "20", "-w", "\n%{http_code}"] + more + [url])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (String(lines.last ?? ""), lines.dropLast().joined(separator: "\n"))
  }

  @Test func `the listener takes the browser's answer, whatever else comes before`() async throws {
    let program = try await ExchangeProgram(provider())
    let process = try RunningLink(program, "--listen")
    let url = try await process.line(beginning: "https://")
    let line = try await process.line(beginning: "  ssh -L ")
    let port = try #require(line.firstMatch(of: #/(\d+):localhost:/#)?.1)
    let base = "http://127.0.0.1:\(port)"
    #expect(try await get("\(base)/favicon.ico").status == "404")
    #expect(try await get(base + "/", "--head").status == "404")
    #expect(try await get("\(base)/?code=a&state=b").status == "400")
    #expect(try await get("\(base)/?code=" + String(repeating: "a", count: 17_000)).status == "414")
    let answer = try program.provider.signIn(at: url)
    #expect(answer.hasPrefix("http://localhost:\(port)/?"))
    let page = try await get(answer)
    #expect(page.status == "200")
    #expect(page.page.contains("You can close this window"))
    #expect(!page.page.contains(try answer.value(of: "code")))
    #expect(try await process.end() == 0, "\(process.errors)")
    #expect(try await program.account() == "alice@contoso.example")
  }

  @Test func `an error ends the listener, and so does its time`() async throws {
    let program = try await ExchangeProgram(provider())
    let process = try RunningLink(program, "--listen")
    let url = try await process.line(beginning: "https://")
    #expect(try await get(try program.provider.refuse(at: url)).status == "200")
    #expect(try await process.end() == 77)
    #expect(process.errors.contains("did not consent"))
    let result = try await program.run("exchange", "link", "--listen", "--timeout", "1")
    #expect(result.status == 75)
    #expect(result.errors.contains("Nobody has signed in"))
  }

  @Test func `a port that is taken is told`() async throws {
    let program = try await ExchangeProgram(provider())
    let result = try await program.run(
      "exchange", "link", "--listen", "--port", "\(program.provider.port)")
    #expect(result.status == 69)
    #expect(result.errors.contains("Port \(program.provider.port) is in use"))
  }

  @Test func `a device code links once somebody has signed in with it`() async throws {
    let program = try await ExchangeProgram(provider())
    let process = try RunningLink(program, "--device")
    let code = try await process.code()
    try program.provider.next(.token, .error("slow_down", code: 70_017))
    try program.provider.approve(userCode: code)
    #expect(try await process.end() == 0, "\(process.errors)")
    #expect(try await program.account() == "alice@contoso.example")
  }

  @Test func `a device code that is refused or not used in time links nothing`() async throws {
    let program = try await ExchangeProgram(provider { $0.deviceLife = 2 })
    let late = try await program.run("exchange", "link", "--device")
    #expect(late.status == 75)
    #expect(late.errors.contains("Nobody has typed the code"))
    let other = try await ExchangeProgram(provider())
    let process = try RunningLink(other, "--device")
    let code = try await process.code()
    try other.provider.approve(userCode: code, as: "")
    #expect(try await process.end() == 77)
    #expect(process.errors.contains("refused in the browser"))
    #expect(try await other.account() == nil)
  }

  @Test func `the application alone gets a first token`() async throws {
    let program = try await ExchangeProgram(provider(), flow: "app-only")
    let result = try await program.run("exchange", "link")
    #expect(result.status == 0, "\(result.errors)")
    let status = try await program.status()
    #expect(status.linked && status.flow == "app-only" && status.account == nil)
    let script = try await program.run("exchange", "setup-script")
    #expect(script.status == 0)
    let registration = program.provider.registration
    #expect(
      script.output.contains(
        "New-ServicePrincipal -AppId '\(registration.clientID)' -ObjectId"
          + " '\(registration.objectID)'"))
    #expect(try await program.run("exchange", "url").status == 64)
    #expect(try await program.run("exchange", "unlink").status == 0)
    #expect(program.program.file("secrets.toml").contains("client-secret"))
    #expect(!program.program.file("secrets.toml").contains("access-token"))
    #expect(try await program.run("exchange", "status").status == 77)
    try program.provider.next(.token, .hang(seconds: 20))
    let slow = try await program.run("exchange", "link", "--timeout", "1")
    #expect(slow.status == 75)
  }

  @Test func `Ctrl-C ends the question and leaves the terminal as it was`() async throws {
    let program = try await ExchangeProgram(provider())
    let folder = program.program.folder
    let terminal = try Tmux(
      [
        "sh", "-c",
        "trap : INT; stty -g >before; '\(Program.path)' exchange link; echo $? >status; stty -g >after",
      ], environment: program.environment, folder: folder.path)
    try await terminal.waitFor("press Enter twice")
    try terminal.send("C-c")
    #expect(try await terminal.waitForExit() == 0)
    #expect(folder.text("status") == "130\n")
    #expect(!folder.text("before").isEmpty && folder.text("after") == folder.text("before"))
  }

  @Test func `no code, token, verifier or secret is in any output, list or file`() async throws {
    let program = try await ExchangeProgram(provider())
    let process = try RunningLink(program, "--device")
    let code = try await process.code()
    let list = FileManager.default.contents(atPath: "/proc/\(process.pid)/cmdline") ?? Data()
    let answer = try await program.answer()
    let remembered = program.program.file("run/sign-ins")
    let verifier = try #require(remembered.firstMatch(of: #/"verifier":"([^"]+)"/#)?.1)
    var seen = [String(decoding: list, as: UTF8.self)]
    for words in [
      ["link", "--callback", answer], ["status"], ["status", "--json"], ["setup-script"],
    ] {
      let result = try await program.run(["exchange"] + words)
      seen += [result.output, result.errors]
    }
    try program.provider.approve(userCode: code)
    #expect(try await process.end() == 0)
    let secrets = program.program.file("secrets.toml")
    let values = secrets.matches(of: #/(?:token|client-secret) = "([^"]{12,})"/#).map {
      String($0.1)
    }
    #expect(values.count == 3)
    let home = program.program.folder.path
    for name in try FileManager.default.subpathsOfDirectory(atPath: home)
    where !name.hasSuffix("secrets.toml") {
      seen.append(program.program.folder.text(name))
    }
    let hidden = values + [String(verifier), try answer.value(of: "code")]
    for secret in hidden {
      let needles = Needles(secret, user: "alice@contoso.example")
      #expect(seen.allSatisfy { needles.found(in: $0).isEmpty })
    }
  }

  @Test func `missing settings are told with what sets them`() async throws {
    let program = try Program()
    for words in [["url"], ["link"], ["status"], ["setup-script"]] {
      let result = try await Command.run(
        Program.path, ["exchange"] + words, environment: program.environment(),
        inheriting: false)
      #expect(result.status == 78, "\(words)")
      #expect(result.errors.contains("postern set exchange."), "\(result.errors)")
    }
  }
}

/// `postern exchange link` while it runs.
private final class RunningLink: Sendable {
  private let process: ChildProcess
  private let folder: TemporaryFolder
  private let name = "errors-\(UUID().uuidString)"

  init(_ program: ExchangeProgram, _ words: String...) throws {
    folder = program.program.folder
    process = try ChildProcess(
      "sh", ["-c", "exec \"$0\" exchange link \"$@\" 2>\(name)", Program.path] + words,
      environment: program.environment, inheriting: false, folder: folder.path)
  }

  deinit { process.terminate() }

  var pid: Int32 { process.pid }

  /// What it has written to standard error.
  var errors: String { folder.text(name) }

  func line(beginning prefix: String) async throws -> String {
    try await Waiting.until("a line with \(prefix)") { () async in
      let lines = self.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return lines.first { $0.hasPrefix(prefix) }.map(String.init)
    }
  }

  /// The code to type on another device.
  func code() async throws -> String {
    try await Waiting.until("the code") { () async in
      self.errors.firstMatch(of: /type the code ([A-Z0-9-]+)\./).map { String($0.1) }
    }
  }

  /// The status it ends with.
  func end() async throws -> Int32 {
    try await Waiting.until("the end") { () async in self.process.status }
  }
}
