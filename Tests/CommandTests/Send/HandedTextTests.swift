import Foundation
import TestSupport
import Testing

/// Text in every script as programs hand it in, 8-bit and bare, read back by two parsers.
@Suite struct HandedTextTests {
  static let names: [(String, String)] = [
    ("umlauts", String(repeating: "Jörg ", count: 59) + "Jörgs"),
    ("letters", String(repeating: "Name", count: 75)),
    ("words", String(repeating: "A name ", count: 43).dropLast() + ""),
    ("cjk", String(repeating: "名前は長い", count: 60)),
    ("cyrillic", String(repeating: "Иван Петров ", count: 25).dropLast() + "в"),
    ("arabic", String(repeating: "محمد علي ", count: 34).dropLast() + ""),
    ("korean", String(repeating: "김철수 ", count: 75).dropLast() + "님"),
    ("emoji", String(repeating: "👩‍👩‍👧‍👦", count: 300)),
    ("combining", String(repeating: "e\u{301}o\u{308}\u{304}", count: 150)),
    ("quotes", String(repeating: "\"q\" \\b\\ ", count: 33) + "ü"),
    ("plain-quotes", String(repeating: "\"q\" \\b\\ ", count: 33) + "x"),
    ("one-mark", "e" + String(repeating: "\u{301}", count: 299)),
  ]

  /// As a phrase: in quotation marks, with a backslash before those and itself.
  private func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// By scalars: a combining mark makes one character with a space before it.
  private func spaceless(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != " " }))
  }

  private func mail(to address: String) async throws -> (python: ParsedMail, perl: PerlMail) {
    let mail = try #require(try await SendCommandTests.postfix.get().inbox(of: address).first)
    for line in mail.split(separator: 0x0A) { #expect(line.count <= 998) }
    return (try ParsedMail(mail), try PerlMail(mail))
  }

  @Test(arguments: names)
  func `names and subjects of 300 characters`(script: String, name: String) async throws {
    let program = try await SendCommandTests.program("plain", "message.sender=user")
    let address = "long-\(script)@example.com"
    let result = try await program.run(
      "send", "-t",
      input: """
        From: \(quoted(name)) <ann@example.net>
        To: \(quoted(name)) <\(address)>
        Subject: \(name)

        \(name)

        """)
    #expect(result.status == 0, "\(result.errors)")
    let (python, perl) = try await mail(to: address)
    // Python shows a space where a line ends right behind the colon.
    #expect(python.header("Subject").map(spaceless) == spaceless(name))
    #expect(perl.subject == name, "\(perl.subject)")
    for field in ["from", "to"] {
      // Python 3.11 keeps the spaces between the encoded words of a name.
      let read = try #require(python.mailboxes[field]?.first?.name)
      #expect(spaceless(read) == spaceless(name))
    }
    #expect(perl.from == "\(name) <ann@example.net>" || perl.from.hasPrefix(quoted(name)))
    #expect(perl.to == "\(name) <\(address)>" || perl.to.hasPrefix(quoted(name)), "\(perl.to)")
    #expect(python.text.contains(name) && perl.text.contains(name))
    #expect(python.defects.isEmpty, "\(python.defects)")
  }

  @Test(arguments: [
    ("at", "john@corp.local <john@corp.local>", "john@corp.local"),
    ("host", "root@myhost <root>", "root@myhost"), ("dots", "J. R. Doe <root>", "J. R. Doe"),
    ("open-quote", "\"Foo Bar <root>", "Foo Bar"), ("open-bracket", "Foo [bar <root>", "Foo [bar"),
    ("mark", "a\"@b <root>", "a@b"), ("backslash", "CORP\\ann <root>", "CORP\\ann"),
    ("end", "a\\ <root>", "a\\"), ("word", "\"=?UTF-8?Q?J=C3=B6rg?=\" <root>", "Jörg"),
    ("umlaut", "\"Jörg @ home\" <root>", "Jörg @ home"),
  ])
  func `every reader finds the name of From and the system's address`(
    id: String, from: String, name: String
  ) async throws {
    let program = try await SendCommandTests.program("ascii")
    let address = "sender-\(id)@example.com"
    let result = try await program.run("send", address, input: "From: \(from)\n\nx\n")
    #expect(result.status == 0, "\(result.errors)")
    let (python, perl) = try await mail(to: address)
    #expect(python.mailboxes["from"] == [.init(name: name, address: "app@example.org")])
    #expect(perl.from.hasSuffix(" <app@example.org>"), "\(perl.from)")
    #expect(perl.from.contains(name) || perl.from.hasPrefix(quoted(name)), "\(perl.from)")
    #expect(python.defects.isEmpty, "\(python.defects)")
  }

  @Test(arguments: [
    ("ISO-8859-1", "Grüße aus Köln"), ("ISO-8859-2", "Zażółć gęślą jaźń"),
    ("windows-1251", "Съешь ещё этих"), ("KOI8-R", "Привет из Москвы"),
    ("ISO-8859-7", "Καλημέρα σας"), ("windows-1256", "مرحبا بكم"), ("Shift_JIS", "日本語の件名"),
    ("EUC-JP", "日本語の件名"), ("GB18030", "你好，世界"), ("Big5", "您好世界"), ("EUC-KR", "안녕하세요"),
  ])
  func `bare 8-bit text is in the set-up's encoding`(encoding: String, text: String) async throws {
    let program = try await SendCommandTests.program("plain", "message.encoding=\(encoding)")
    let address = "bare-\(encoding.lowercased())@example.com"
    let bytes = try await Command.run(
      "iconv", ["-f", "UTF-8", "-t", encoding],
      input: Data("To: \"\(text)\" <\(address)>\nSubject: \(text)\n\n\(text)\n.\n".utf8))
    let result = try await Command.run(
      Program.path, ["send", "-ti"], input: bytes.outputData, environment: program.environment(),
      inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    let (python, perl) = try await mail(to: address)
    #expect(python.header("Subject") == text && perl.subject == text)
    #expect(
      python.mailboxes["to"]?.first.map { spaceless($0.name) } == spaceless(text))
    #expect(perl.to == "\(text) <\(address)>", "\(perl.to)")
    #expect(
      python.text.replacing("\r\n", with: "\n") == "\(text)\n.\n" && perl.text == "\(text)\n.\n")
    #expect(python.charset?.lowercased() == encoding.lowercased())
  }
}
