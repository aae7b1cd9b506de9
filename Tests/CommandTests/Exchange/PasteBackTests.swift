import Foundation
import TestSupport
import Testing

/// Signing in by the address that a browser ended at.
@Suite struct PasteBackTests {
  static let provider = Shared {
    try OpenIDProvider(certificates: CertificateAuthority(name: "Sign-in Test Root"))
  }

  private func program() async throws -> ExchangeProgram {
    try await ExchangeProgram(Self.provider.get())
  }

  /// With a provider of its own, whose requests are counted.
  private func programAlone() async throws -> ExchangeProgram {
    try await ExchangeProgram(
      OpenIDProvider(certificates: CertificateAuthority(name: "Sign-in Test Root")))
  }

  @Test func `the address alone is on standard output, and is the documented one`() async throws {
    let program = try await program()
    let url = try await program.url()
    let registration = program.provider.registration
    #expect(
      url.hasPrefix(
        "\(program.provider.authority)/\(registration.tenant)/oauth2/v2.0/authorize"
          + "?scope=openid+profile+offline_access+https%3A%2F%2Foutlook.office.com%2FIMAP"))
    #expect(try url.value(of: "client_id") == registration.clientID)
    #expect(try url.value(of: "code_challenge_method") == "S256")
    #expect(try await program.url().value(of: "state") != url.value(of: "state"))
    let sendOnly = try await program.url("--scopes", "https://outlook.office.com/SMTP.Send")
    #expect(sendOnly.contains("offline_access+https%3A%2F%2Foutlook.office.com%2FSMTP.Send&"))
  }

  @Test func `the pasted address links the account`() async throws {
    let program = try await program()
    let result = try await program.link(try await program.answer())
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "Linked: alice@contoso.example.\n")
    #expect(result.errors.isEmpty)
    let status = try await program.run("exchange", "status", "--json")
    #expect(status.status == 0)
    let document = try status.document(ExchangeProgram.Status.self)
    #expect(document.linked && document.account == "alice@contoso.example")
    #expect(document.signInNeeded == nil && document.flow == "delegated")
    #expect(document.linkedAt?.hasSuffix("Z") == true)
  }

  @Test(arguments: [
    "{url}\n", "Here it is:\n\n  <{url}>\n\nGreetings\n", "{broken}\n\nAlice\n", "{query}",
    "{code}\n",
  ])
  func `what is read from a pipe is unwrapped`(text: String) async throws {
    let program = try await program()
    let url = try await program.answer()
    let query = url.drop { $0 != "?" }
    var broken = url
    for offset in stride(from: broken.count - 3, to: 0, by: -17) {
      broken.insert("\n", at: broken.index(broken.startIndex, offsetBy: offset))
    }
    let input = text.replacing("{url}", with: url).replacing("{broken}", with: broken)
      .replacing("{query}", with: query).replacing("{code}", with: try url.value(of: "code"))
    let result = try await program.run("exchange", "link", input: input)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try await program.account() == "alice@contoso.example")
  }

  @Test func `several sign-ins may wait, and each answer is good once`() async throws {
    let program = try await programAlone()
    let first = try await program.answer()
    let second = try await program.answer(as: "bob@contoso.example")
    #expect(try await program.link(first).status == 0)
    #expect(try await program.account() == "alice@contoso.example")
    #expect(try await program.link(second).status == 0)
    #expect(try await program.account() == "bob@contoso.example")
    let requests = try program.provider.tokenRequests().count
    let again = try await program.link(first)
    #expect(again.status == 77)
    #expect(again.errors.contains("used already"))
    #expect(try program.provider.tokenRequests().count == requests)
    #expect(try await program.account() == "bob@contoso.example")
  }

  @Test func `a code alone is refused where several sign-ins wait`() async throws {
    let program = try await program()
    _ = try await program.url()
    let code = try await program.answer().value(of: "code")
    let result = try await program.link(code)
    #expect(result.status == 77)
    #expect(result.errors.contains("several sign-ins wait"))
  }

  @Test func `an answer with another state or none is refused, and the right one then taken`()
    async throws
  {
    let program = try await program()
    let answer = try await program.answer()
    for wrong in [
      try answer.replacing(value: "state", by: String(repeating: "A", count: 43)),
      try answer.replacing(value: "state", by: ""),
      "https://app.example.org/msExchangeAuthCallback.action?code=\(try answer.value(of: "code"))",
    ] {
      let result = try await program.link(wrong)
      #expect(result.status == 77)
      #expect(result.errors.contains("belongs to no sign-in"), "\(result.errors)")
      #expect(!result.errors.contains(try answer.value(of: "code")))
    }
    #expect(try await program.link(answer).status == 0)
  }

  @Test func `without a sign-in that waits, that is told`() async throws {
    let program = try await program()
    let result = try await program.run("exchange", "link", input: "?code=abc&state=def\n")
    #expect(result.status == 77)
    #expect(result.errors.contains("No sign-in waits"))
    #expect(result.errors.contains("postern exchange url"))
  }

  @Test func `after ten minutes the answer is too old`() async throws {
    let program = try await program()
    let answer = try await program.answer()
    let remembered = program.program.file("run/sign-ins")
    let seconds = try #require(remembered.firstMatch(of: /"seconds":(\d+)/)?.1)
    let earlier = String((Int(seconds) ?? 0) - 601)
    try program.program.write(
      "run/sign-ins",
      remembered.replacing("\"seconds\":\(seconds)", with: "\"seconds\":\(earlier)"))
    let result = try await program.link(answer)
    #expect(result.status == 77)
    #expect(result.errors.contains("ten minutes ago"))
    let file = program.program.file("run/sign-ins")
    #expect(!file.contains("verifier"))
  }

  @Test func `a sign-in of other settings is told, and stays good for its own`() async throws {
    let program = try await program()
    let answer = try await program.answer()
    try await program.program.succeed("set", "exchange.client-id=\(OpenIDProvider.otherClientID)")
    let result = try await program.link(answer)
    #expect(result.status == 77)
    #expect(result.errors.contains("begun with other settings"))
    let own = program.provider.registration.clientID
    try await program.program.succeed("set", "exchange.client-id=\(own)")
    #expect(try await program.link(answer).status == 0)
  }

  @Test func `another client's code is told as such`() async throws {
    let program = try await program()
    let own = try await program.url()
    let other = try own.replacing(value: "client_id", by: OpenIDProvider.otherClientID)
    let result = try await program.link(try program.provider.signIn(at: other))
    #expect(result.status == 77)
    #expect(result.errors.contains("for another application"), "\(result.errors)")
    #expect(result.errors.contains("correlation id"))
    #expect(try await program.account() == nil)
  }

  @Test func `a code of another sign-in is refused by its verifier`() async throws {
    let program = try await program()
    let (mine, other) = (try await program.answer(), try await program.answer())
    let mixed = try mine.replacing(value: "code", by: try other.value(of: "code"))
    let result = try await program.link(mixed)
    #expect(result.status == 77)
    #expect(result.errors.contains("sign-in than"), "\(result.errors)")
    #expect(try await program.account() == nil)
  }

  @Test func `an error in the address is told with its meaning, and leaves the link`() async throws
  {
    let program = try await programAlone()
    #expect(try await program.link(try await program.answer()).status == 0)
    let refused = try program.provider.refuse(at: try await program.url())
    let result = try await program.link(refused)
    #expect(result.status == 77)
    #expect(result.errors.contains("did not consent"), "\(result.errors)")
    try program.provider.next(
      .authorize,
      .callback([
        "error": "access_denied",
        "error_description":
          "AADSTS90094: \u{1B}[31mAn administrator must consent.\r\nTrace ID: 1-2\r\n"
          + "Correlation ID: 3-4\r\nTimestamp: 2026-11-26 10:00:00Z",
      ]))
    let needsAdmin = try await program.link(try await program.answer())
    #expect(needsAdmin.status == 77)
    #expect(needsAdmin.errors.contains("An administrator has to consent"))
    #expect(needsAdmin.errors.contains("correlation id 3-4"))
    #expect(!needsAdmin.errors.contains("\u{1B}"))
    #expect(try await program.account() == "alice@contoso.example")
  }

  @Test func `an administrator's consent stores nothing`() async throws {
    let program = try await program()
    let state = try await program.url().value(of: "state")
    let before = program.program.file("secrets.toml")
    let result = try await program.link(
      "https://app.example.org/msExchangeAuthCallback.action?admin_consent=True"
        + "&tenant=11111111-aaaa-4bbb-8ccc-222222222222&state=\(state)")
    #expect(result.status == 0)
    #expect(result.output.contains("has consented"))
    #expect(program.program.file("secrets.toml") == before)
    #expect(try await program.run("exchange", "status").status == 77)
  }

  @Test(arguments: ["hello", "", "https://app.example.org/", "\u{1B}]0;x\u{07}"])
  func `what is no answer is told, and nothing is asked`(text: String) async throws {
    let program = try await programAlone()
    _ = try await program.url()
    let requests = try program.provider.tokenRequests().count
    let result = try await program.run("exchange", "link", input: text)
    #expect(result.status == 65)
    #expect(result.speaksForItself && !result.errors.contains("\u{1B}"))
    #expect(try program.provider.tokenRequests().count == requests)
  }

  @Test func `what waits is its owner's alone, and forgotten once it is used`() async throws {
    let program = try await program()
    let answer = try await program.answer()
    let path = program.program.home + "/run/sign-ins"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(program.program.file("run/sign-ins").contains("verifier"))
    #expect(try await program.link(answer).status == 0)
    #expect(!program.program.file("run/sign-ins").contains("verifier"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(try await program.run("exchange", "url").status != 0)
  }

  @Test func `a damaged file of what waits is begun anew`() async throws {
    let program = try await program()
    try program.program.write("run/sign-ins", "{\"version\":1,\"signIns\":[{]}")
    let answer = try await program.answer()
    #expect(try await program.link(answer).status == 0)
  }

  @Test func `ten sign-ins that are begun at once all wait`() async throws {
    let program = try await program()
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<10 {
        group.addTask { try await program.answer(as: "user\(index)@contoso.example") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for answer in answers { #expect(try await program.link(answer).status == 0) }
  }
}
