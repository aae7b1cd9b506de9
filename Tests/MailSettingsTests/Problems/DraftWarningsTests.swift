import MailSettings
import Testing

@Suite struct DraftWarningsTests {
  @Test(
    arguments: [
      (["smtp.encryption": "tls"], ["smtp.port"]),
      (["smtp.encryption": "tls", "smtp.port": "587"], []),
      (["smtp.encryption": "ssl"], []),
      (["smtp.encryption": "ssl", "smtp.port": "587"], ["smtp.port"]),
      (["smtp.encryption": "ssl", "smtp.port": "25"], ["smtp.port"]),
      (["smtp.port": "465"], ["smtp.port"]), ([:], []),
      (["smtp.encryption": "tls-if-available", "smtp.port": "465"], ["smtp.port"]),
      (["authentication.mode": "password"], ["smtp.encryption"]),
      (["authentication.mode": "incoming"], ["smtp.encryption"]),
      (["authentication.mode": "incoming-first"], ["incoming.encryption"]),
      (["authentication.mode": "password", "smtp.server": "localhost"], []),
      (["authentication.mode": "password", "smtp.server": "127.0.0.2"], []),
      (["authentication.mode": "incoming-first", "incoming.server": "::1"], []),
      (
        ["authentication.mode": "password", "smtp.allow-clear-text-password": "true"],
        ["smtp.encryption"]
      ),
      (
        [
          "authentication.mode": "password", "smtp.encryption": "tls-if-available",
          "smtp.allow-clear-text-password": "true",
        ], ["smtp.encryption"]
      ),
      (["authentication.mode": "password", "smtp.encryption": "tls-if-available"], []),
      (
        [
          "authentication.mode": "incoming-first", "incoming.encryption": "tls-if-available",
          "incoming.allow-clear-text-password": "true",
        ], ["incoming.encryption"]
      ),
      (
        [
          "authentication.mode": "incoming-first", "incoming.encryption": "tls",
          "incoming.port": "993",
        ],
        ["incoming.port"]
      ),
      (
        [
          "authentication.mode": "incoming-first", "incoming.encryption": "ssl",
          "incoming.port": "110",
        ],
        ["incoming.port"]
      ),
      (["authentication.mode": "incoming-first", "incoming.encryption": "ssl"], []),
      (["smtp.server": "mail_server"], ["smtp.server"]),
      (["smtp.hello-name": "app_1.example.com"], ["smtp.hello-name"]),
      (["incoming.server": "mail_server"], []),
      (["smtp.encryption": "starttls", "smtp.port": "587"], ["smtp.encryption"]),
      (["message.encoding": "UTF-16"], ["message.encoding"]),
      (["message.encoding": "latin1"], []),
      (["message.encoding": "ISO-8859-1", "system.name": "Überwachung"], []),
      (["message.encoding": "ISO-8859-1", "system.name": "監視"], ["message.encoding"]),
      (["message.encoding": "Shift_JIS", "system.name": "監視"], []),
      (
        ["protocol": "exchange", "smtp.port": "465", "message.encoding": "utf16"],
        ["message.encoding"]
      ),
      (
        [
          "message.sender": "user", "authentication.mode": "password", "smtp.encryption": "ssl",
          "authentication.user": "bob@example.com",
        ], ["message.sender"]
      ),
      (
        [
          "message.sender": "user", "authentication.mode": "password", "smtp.encryption": "ssl",
          "authentication.user": "app@EXAMPLE.com",
        ], ["message.sender"]
      ),
      (
        [
          "message.sender": "user", "authentication.mode": "password", "smtp.encryption": "ssl",
          "authentication.user": "bob",
        ], ["message.sender"]
      ),
    ] as [([String: String], [String])])
  func `what is odd is warned of at its key`(texts: [String: String], keys: [String]) {
    #expect(Draft.complete(texts).warnings.map(\.key.name) == keys)
  }

  @Test func `aliases in a circle are warned of, at the names that are on it`() throws {
    var draft = Draft.complete([:])
    for (name, targets) in [
      ("a", "b"), ("b", "c"), ("c", "B"), ("self", "self"), ("free", "stranger"),
      ("wrong", "a@"), ("half", "half2"), ("half2", "half, x@example.com"),
      ("copy", "copy, x@example.com"), ("here", "here@localhost"),
    ] {
      draft.aliases[try #require(LocalName(name))] = Entry(targets)
    }
    #expect(
      draft.warnings.map(\.key.name) == ["aliases.b", "aliases.c", "aliases.here", "aliases.self"])
    #expect(
      draft.warnings.first?.sentence
        == "The aliases lead in a circle, back to b: mail for it reaches nobody")
  }

  @Test(arguments: [
    ["smtp.encryption": "tls"], ["smtp.port": "465"],
    ["smtp.encryption": "ssl", "smtp.port": "25"],
    ["authentication.mode": "password"], ["message.encoding": "UTF-32"],
    ["message.encoding": "US-ASCII", "system.name": "Überwachung"],
    ["authentication.mode": "incoming-first"],
    [
      "authentication.mode": "incoming-first", "incoming.encryption": "none",
      "incoming.port": "993",
    ],
    [
      "message.sender": "user", "authentication.mode": "password", "smtp.encryption": "ssl",
      "authentication.user": "bob@example.com",
    ],
  ])
  func `each fix of a warning mends it`(texts: [String: String]) throws {
    let draft = Draft.complete(texts)
    let warning = try #require(draft.warnings.first)
    #expect(!warning.fixes.isEmpty)
    for fix in warning.fixes {
      var mended = draft
      mended.apply(fix)
      #expect(!mended.warnings.contains { $0.key == warning.key }, "\(fix)")
      #expect(mended.wrongTexts.isEmpty)
    }
  }
}
