import TestSupport
import Testing

/// Who a mail is from by `-f`, `-F` and `--actor`.
@Suite struct SenderOptionTests {
  private func mail(to address: String) async throws -> ParsedMail {
    try ParsedMail(
      try #require(try await SendCommandTests.postfix.get().inbox(of: address).first))
  }

  /// Names as people have them, and as programs put them together of titles and departments.
  private static let names = [
    String(repeating: "ä", count: 150), String(repeating: "a", count: 255),
    String(repeating: "語", count: 300), String(repeating: "Dr. ", count: 75) + "Ann",
    String(repeating: "😀", count: 300),
  ]

  @Test(arguments: ["system", "user"], names.indices)
  func `a long name of an actor arrives whole`(mode: String, index: Int) async throws {
    let program = try await SendCommandTests.program("plain", "message.sender=\(mode)")
    let (name, to) = (Self.names[index], "actor\(index)-\(mode)@example.com")
    let result = try await program.run(
      "send", "--event", "user", "--actor", "\"\(name)\" <ann@example.net>", to,
      input: "Subject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    let mail = try await mail(to: to)
    let shown = try #require(mail.mailboxes[mode == "user" ? "from" : "reply-to"]?.first)
    // Python's reader keeps the spaces between the encoded words of a phrase.
    #expect(shown.name.replacing(" ", with: "") == name.replacing(" ", with: ""))
    #expect(shown.address == "ann@example.net" && mail.defects.isEmpty)
  }

  @Test(arguments: [2_001, 10_000, 100_000])
  func `one that is too long is refused as such`(count: Int) async throws {
    let program = try await SendCommandTests.program(at: 9)
    let name = String(repeating: "x", count: count)
    for actor in ["\(name) <ann@example.net>", "\"\(name)\"<ann@example.net>"] {
      let result = try await program.run(
        "send", "--event", "user", "--actor", actor, "a@example.com", input: "a: b\n\n")
      #expect(result.status == 64 && result.errors == "postern: --actor: the name is too long.\n")
    }
  }

  @Test func `a wrong address in brackets is told as one`() async throws {
    let program = try await SendCommandTests.program(at: 9)
    let result = try await program.run(
      "send", "--event", "user", "--actor", "Ann <ann@>", "a@example.com", input: "a: b\n\n")
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains("nothing stands behind the @"), "\(result.errors)")
  }

  @Test(
    arguments: [
      ("ann@", "-f ann@ is no address; it is ignored."), ("a b", "-f a b is no address"),
      ("a\u{1B}[2J", "is no address"), ("root", ""), ("www-data@localhost", ""), ("<>", ""),
      ("", ""),
    ])
  func `a sender that is no address is ignored, and told`(sender: String, words: String)
    async throws
  {
    let program = try await SendCommandTests.program()
    let result = try await program.run(
      "send", "-f", sender, "ignored@example.com", input: "Subject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(words.isEmpty ? result.errors.isEmpty : result.errors.contains(words))
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test(arguments: ["<ann@corp.example.com>", "Ann <ann@corp.example.com>", "ann@corp.example.com"])
  func `the sender's address gets the replies, in whatever form it is given`(sender: String)
    async throws
  {
    let program = try await SendCommandTests.program()
    let to = "from\(sender.utf8.count)@example.com"
    let result = try await program.run("send", "-f", sender, to, input: "Subject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    let mail = try await mail(to: to)
    #expect(mail.mailboxes["reply-to"]?.map(\.address) == ["ann@corp.example.com"])
  }

  @Test(arguments: ["<>", "", "root", "<root>"])
  func `nobody and a name on this machine get none`(sender: String) async throws {
    let program = try await SendCommandTests.program()
    let to = "none\(sender.utf8.count)@example.com"
    let result = try await program.run("send", "-f", sender, to, input: "Subject: a\n\nb\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try await mail(to: to).mailboxes["reply-to"] == nil)
  }
}
