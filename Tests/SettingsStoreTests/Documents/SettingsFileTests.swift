import MailSettings
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct SettingsFileTests {
  /// A document with nearly everything that TOML can hold.
  static let exotic = """
    # opening comment

    version = 1 # one
    protocol = 'smtp'
    [smtp] # the server
      server = "mail.example.com" # name
      port = 0x19
    [ "system" ]
    name = \"\"\"
    Your \\
       Server\"\"\"
    [[plugins]]
    name = "x"
    [plugins.smtp]
    port = 7
    [[plugins]]
    list = [ 1, 2, # three
      { a = "]" }, '}' ]
    [incoming.extra]
    date = 1979-05-27 07:32:00Z
    float = nan
    time = 07:32:00
    [message]
    encoding = "UTF-8"
    x.y."z.z" = +1_000

    """

  static func draft(_ text: String) throws -> Draft {
    try SettingsFile(text, file: "/etc/postern/postern.toml").draft
  }

  static func error(_ text: String) -> SettingsFileError? {
    do throws(SettingsFileError) {
      _ = try SettingsFile(text, file: "postern.toml")
      return nil
    } catch { return error }
  }

  @Test func `an exotic document reads right`() throws {
    let file = try SettingsFile(Self.exotic, file: "postern.toml")
    #expect(file.draft.smtp.server.text == "mail.example.com")
    #expect(file.draft.smtp.port.text == "25")
    #expect(file.draft.system.name.text == "Your Server")
    #expect(file.draft.message.encoding.text == "UTF-8")
    #expect(file.draft.mailProtocol.text == "smtp")
    #expect(file.line(of: "smtp.port") == 7)
    #expect(
      file.unknownKeys.map(\.key).suffix(4) == [
        "incoming.extra.date", "incoming.extra.float", "incoming.extra.time", "message.x.y.\"z.z\"",
      ])
  }

  @Test(arguments: [
    ("smtp.port = \"25\"", "25", true), ("smtp.port = \"abc\"", "abc", false),
    ("smtp.port = true", "true", false), ("smtp.port = 70000", "70000", false),
    ("smtp.port = -1", "-1", false), ("smtp.port = 25.5", "25.5", false),
    ("smtp.port = [25, 26]", "[25, 26]", false), ("smtp.port = 1979-05-27", "1979-05-27", false),
    ("smtp = { port = 0b11001 }", "25", true), ("smtp.port = nan", "nan", false),
    ("[\"smtp\"]\n'port' = 2_5", "25", true), ("smtp.port = \"\"", "", true),
    ("[smtp]\nport = +25", "25", true),
  ])
  func `a value of any type becomes the text of its entry`(
    text: String, port: String, isRight: Bool
  ) throws {
    let draft = try Self.draft(text)
    #expect(draft.smtp.port.text == port)
    #expect((draft.smtp.port.problem == nil) == isRight)
  }

  @Test func `other types become texts as well`() throws {
    let draft = try Self.draft(
      "[smtp]\nserver = 12\nallow-clear-text-password = \"true\"\nencryption = true\n")
    #expect(draft.smtp.server.text == "12")
    #expect(draft.smtp.allowClearTextPassword.value == true)
    #expect(draft.smtp.encryption.problem != nil)
  }

  @Test func `a line break inside a value is kept for validation to report`() throws {
    let draft = try Self.draft("[authentication]\nuser = \"a\\nb\\u0000c\"\n")
    #expect(draft.authentication.user.text == "a\nb\0c")
    #expect(draft.authentication.user.problem == .controlCharacter)
  }

  @Test(arguments: [
    ("[smtp]\nport = \n", 2, 8), ("[smtp\nport = 25", 1, 6), ("a = 1\na = 2\n", 2, 5),
    ("x = \"open\n", 1, 10), ("x = 99999999999999999999\n", 1, 5), ("x = 1979-13-01\n", 1, 5),
    ("ok = 1\nno equals\n", 2, 4), ("é = \"é\" = 2\n", 1, 1),
  ])
  func `broken TOML is refused with its line and column`(
    text: String, line: Int, column: Int
  ) throws {
    guard case .syntax(let place, let expected)? = Self.error(text) else {
      Issue.record("\(text) was taken")
      return
    }
    #expect(place == FilePlace(file: "postern.toml", line: line, column: column), "\(expected)")
    #expect(expected.sentence.count > 10)
  }

  @Test func `bytes that are not text are refused with their place`() {
    func place(_ bytes: [UInt8]) -> SettingsFileError? {
      do throws(SettingsFileError) {
        _ = try SettingsFile(bytes: bytes, file: "f")
        return nil
      } catch { return error }
    }
    let invalid = FilePlace(file: "f", line: 2, column: 6)
    #expect(
      place(Array("é = 1\nx = \"".utf8) + [0xFF, 0x22]) == .syntax(invalid, expected: .utf8))
    let nul = FilePlace(file: "f", line: 1, column: 6)
    #expect(place(Array("x = 1\0\n".utf8)) == .syntax(nul, expected: .textWithoutNUL))
  }

  @Test func `a later version is refused, and a missing one is the first`() throws {
    #expect(Self.error("protocol = \"smtp\"\n") == nil)
    #expect(Self.error("version = 1\n") == nil)
    let place = FilePlace(file: "postern.toml", line: 2, column: 1)
    #expect(Self.error("\nversion = 2\n") == .newerVersion(place, version: "2"))
    #expect(Self.error("\nversion = \"x\"\n") == .notAVersion(place))
    #expect(Self.error("\nversion = 0\n") == .notAVersion(place))
    #expect(Self.error("\n[version]\n") == .notAValue(place, key: "version"))
  }

  @Test(arguments: ["smtp = 5", "smtp = [ { port = 25 } ]", "[[smtp]]\nport = 25"])
  func `a table that is something else is refused`(text: String) {
    let place = FilePlace(file: "postern.toml", line: 1, column: 1)
    #expect(Self.error(text) == .notATable(place, key: "smtp"))
  }

  @Test(arguments: ["[smtp.port]", "smtp.port = {}", "smtp.port.x = 1", "smtp = { port.x = 2 }"])
  func `a value that is a table is refused`(text: String) {
    guard case .notAValue(_, key: "smtp.port")? = Self.error(text) else {
      Issue.record("\(text) gave \(String(describing: Self.error(text)))")
      return
    }
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a document cut at any byte is read or refused, and changed or refused`(
    lineBreak: String
  ) throws {
    let bytes = Array(
      Self.exotic.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: lineBreak).utf8)
    for length in 0...bytes.count {
      guard let file = try? SettingsFile(bytes: Array(bytes.prefix(length)), file: "f") else {
        continue
      }
      var wanted = file.draft
      wanted.smtp.server.text = "other.example.com"
      wanted.mailProtocol.text = ""
      wanted.connections.maximum.text = "3"
      let changed = try file.changed(to: wanted)
      #expect(changed.draft == wanted, "cut at \(length)")
    }
  }

  @Test func `each unknown key has its line`() throws {
    let text = (1...300).map { "k\($0) = [\n1]\n" }.joined()
    let keys = try SettingsFile(text, file: "f").unknownKeys
    #expect(keys.map(\.line) == (0..<300).map { 1 + 2 * $0 })
  }

  @Test func `what could overflow the parser is refused or read`() throws {
    for text in [
      "a" + String(repeating: ".a", count: 200_000) + " = 1",
      "a = " + String(repeating: "[", count: 200_000),
      "[" + String(repeating: "a.", count: 200_000),
      "a = " + String(repeating: "{a=", count: 200_000),
      "a = \"" + String(repeating: "\\u0041", count: 100_000) + "\"",
      String(repeating: "[[a]]\n", count: 20_000),
    ] {
      guard let error = Self.error(text) else { continue }
      #expect(error.sentence.hasPrefix("postern.toml, line "), "\(error.sentence.prefix(200))")
    }
  }
}
