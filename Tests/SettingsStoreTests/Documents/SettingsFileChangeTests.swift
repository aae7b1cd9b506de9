import MailSettings
import TOMLKit
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct SettingsFileChangeTests {
  func changed(_ text: String, _ changes: [String: String]) throws -> String {
    let file = try SettingsFile(text, file: "postern.toml")
    var draft = file.draft
    for (key, value) in changes { draft[try #require(Setting.named(key))] = value }
    return try file.changed(to: draft).text
  }

  @Test func `nothing is touched when nothing changes`() throws {
    #expect(try changed(SettingsFileTests.exotic, [:]) == SettingsFileTests.exotic)
    let odd = "[smtp]\r\nport = \"025\"   # quoted\r\n\r\n"
    #expect(try changed(odd, [:]) == odd)
    #expect(try changed(odd, ["smtp.port": "25"]) == odd)
  }

  @Test func `a value is changed in place, and its comment stays`() throws {
    let text = "# a\n[smtp]\n  port   =   25   # why\n# b\n"
    #expect(
      try changed(text, ["smtp.port": "587"]) == "# a\n[smtp]\n  port   =   587   # why\n# b\n")
  }

  @Test func `a missing key goes behind the last key of its table, indented as that one is`() throws
  {
    let text = "[smtp] # s\n  port = 25 # p\n\n# next\n[message]\n"
    #expect(
      try changed(text, ["smtp.encryption": "tls", "message.sender": "user"])
        == "[smtp] # s\n  port = 25 # p\n  encryption = \"tls\"\n\n# next\n[message]\n"
        + "sender = \"user\"\n")
  }

  @Test func `a missing table goes to the end`() throws {
    #expect(
      try changed("a = 1", ["smtp.port": "25", "protocol": "smtp"])
        == "a = 1\nprotocol = \"smtp\"\n\n[smtp]\nport = 25\n")
  }

  @Test func `a key at the top goes behind the opening comment`() throws {
    #expect(
      try changed("# mine\n\n[x]\na = 1\n", ["protocol": "smtp"])
        == "# mine\nprotocol = \"smtp\"\n\n[x]\na = 1\n")
    #expect(
      try changed("# about x\n[x]\na = 1\n", ["protocol": "smtp"])
        == "protocol = \"smtp\"\n\n# about x\n[x]\na = 1\n")
  }

  @Test func `an emptied setting loses its line, and nothing else is lost`() throws {
    #expect(
      try changed("[smtp]\n# keep\nport = 25 # gone\nx = 1\n", ["smtp.port": ""])
        == "[smtp]\n# keep\nx = 1\n")
  }

  @Test(arguments: [
    ("# a\nsmtp = { server = \"a.example\", port = 25, x = { y = 1 } } # c\n", "587"),
    ("x = 1\nsmtp = { port = 2 }\n", ""), ("\nsmtp = {}\n", "2"),
  ])
  func `inline tables are read, and left to the person to change`(
    text: String, port: String
  ) throws {
    #expect(
      try changed(text, ["protocol": "smtp"]).contains(text.split(separator: "\n").last ?? "?"))
    #expect(throws: SettingsFileError.cannotChange(file: "postern.toml", line: 2, key: "smtp.port"))
    {
      try changed(text, ["smtp.port": port])
    }
  }

  @Test func `dotted keys stay dotted`() throws {
    let text = "smtp.port = 25 # p\nother = 1\n[x]\n"
    #expect(
      try changed(text, ["smtp.server": "a.example"])
        == "smtp.port = 25 # p\nsmtp.server = \"a.example\"\nother = 1\n[x]\n")
    #expect(
      try changed(text, ["smtp.port": ""]) == "other = 1\n[x]\n")
  }

  @Test func `quoted keys, long strings and subtables are found`() throws {
    let text = "[ 'smtp' ]\n\"server\" = \"\"\"\na.example\"\"\" # c\n[smtp.more]\nport = 1\n"
    #expect(
      try changed(text, ["smtp.server": "b.example", "smtp.port": "26"])
        == "[ 'smtp' ]\n\"server\" = \"b.example\" # c\nport = 26\n[smtp.more]\nport = 1\n")
    #expect(
      try changed("[smtp.more]\nport = 1\n", ["smtp.port": "26"])
        == "[smtp.more]\nport = 1\n\n[smtp]\nport = 26\n")
  }

  @Test func `arrays of tables are left alone`() throws {
    let text =
      "[[a]]\nport = 1\n[a.smtp]\nport = 2\n[[a]]\n[smtp]\nport = 3\n[[a.b]]\nsmtp.port = 4\n"
    #expect(
      try changed(text, ["smtp.port": "25"])
        == "[[a]]\nport = 1\n[a.smtp]\nport = 2\n[[a]]\n[smtp]\nport = 25\n[[a.b]]\nsmtp.port = 4\n"
    )
  }

  @Test func `line breaks and a byte order mark are kept`() throws {
    let text = "\u{FEFF}[smtp]\r\nport = 25\r\n"
    #expect(
      Array(
        try changed(text, ["smtp.encryption": "tls", "system.name": "x", "protocol": "smtp"]).utf8)
        == Array(
          ("\u{FEFF}protocol = \"smtp\"\r\n\r\n[smtp]\r\nport = 25\r\nencryption = \"tls\"\r\n\r\n"
            + "[system]\r\nname = \"x\"\r\n").utf8))
  }

  @Test func `values are written in their canonical spelling`() throws {
    #expect(
      try changed(
        "", ["smtp.port": " 0587 ", "smtp.encryption": " TLS ", "smtp.server": "\tA.example "])
        == "[smtp]\nserver = \"A.example\"\nport = 587\nencryption = \"tls\"\n")
  }

  @Test func `a wrong text comes back as it was typed`() throws {
    let text = try changed("", ["smtp.port": "abc", "smtp.allow-clear-text-password": "perhaps"])
    #expect(text == "[smtp]\nport = \"abc\"\nallow-clear-text-password = \"perhaps\"\n")
    #expect(try SettingsFile(text, file: "f").draft.smtp.port.text == "abc")
  }

  @Test func `a table that cannot be opened again is left unharmed`() throws {
    let text = "[a]\nb = 1\n"
    let file = try SettingsFile(text, file: "f")
    #expect(try file.changed(to: file.draft).text == text)
  }

  /// Sections of a document in several styles, to be drawn at random.
  static let sections: [[String]] = [
    [
      "[smtp]\nserver = \"a.example\"\nport = 25 # p", "smtp = { port = 25, x = 'y' }",
      "smtp.port = 25\nsmtp.server = 'b.example'", "[smtp.extra]\nq = 1", "\t[ smtp ] # nothing",
    ],
    [
      "[incoming]\n  port = 143\n  # c\n  unknown = [1, # x\n 2]", "incoming = {}",
      "incoming.user = \"\"\"\nme\"\"\"",
    ],
    ["[[list]]\nx = 1\n[[list]]\n[list.smtp]\nport = 9", "[other]\nsmtp.port = 3"],
    ["[message]\nencoding = 'UTF-8'\n\n# end", "[\"message\"]", "message = { sender = \"user\" }"],
    ["# only a comment", "", "protocol = \"smtp\" # c"],
  ]

  static func document(_ random: inout SeededGenerator) -> String {
    var parts = sections.compactMap {
      Bool.random(using: &random) ? $0.randomElement(using: &random) : nil
    }
    let isTable: (String) -> Bool = { $0.drop { $0 == "\t" }.hasPrefix("[") }
    parts = parts.filter { !isTable($0) } + parts.filter(isTable).shuffled(using: &random)
    let lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
    let text = parts.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
    return text.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: lineBreak)
  }

  @Test(arguments: 1...400 as ClosedRange<UInt64>)
  func `any edits of any document read back, by TOMLKit too`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var file = try SettingsFile(Self.document(&random), file: "f")
    let unknown = file.unknownKeys.map(\.key)
    let comments = commentLines(file)
    for _ in 0..<6 {
      var draft = file.draft
      for setting in Setting.all where Int.random(in: 0..<4, using: &random) == 0 {
        let sample = try #require(SettingsStoreTests.samples[setting.key.name])
        draft[setting] = Bool.random(using: &random) ? sample : ""
      }
      switch Result(catching: { () throws(SettingsFileError) in try file.changed(to: draft) }) {
      case .success(let changed): file = changed
      case .failure(.cannotChange(_, let line?, let key)):
        #expect(line > 0 && file.text.contains("\(key.prefix { $0 != "." }) = {"), "\(key)")
        draft = file.draft
      case .failure(let error): throw error
      }
      #expect(file.draft == draft)
      #expect(file.unknownKeys.map(\.key) == unknown)
      #expect(commentLines(file) == comments)
      try agree(file)
    }
  }

  func commentLines(_ file: SettingsFile) -> [Substring] {
    file.text.split(whereSeparator: \.isNewline).filter { $0.drop { $0 == " " }.hasPrefix("#") }
  }

  /// TOMLKit is a second reader, independent of ours.
  func agree(_ file: SettingsFile) throws {
    let table = try TOMLTable(string: file.text)
    for setting in Setting.all {
      let path = setting.key.path
      let value = path.count == 1 ? table[path[0]] : table[path[0]]?.table?[path[1]]
      let text = value?.string ?? value?.int.map { String($0) } ?? value?.bool.map { String($0) }
      #expect(text ?? "" == file.draft[setting], "\(setting.key) in \(file.text)")
    }
  }
}
