import MailSettings
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct SecretsFileTests {
  static let text = """
    # mine
    [smtp]
    password = "old" # c
    other = "kept"

    [exchange]
    refresh-token = 'r'
    access-token-expires = "2026-01-31T09:15:00Z"

    """

  static func error(_ text: String) -> SettingsFileError? {
    do throws(SettingsFileError) {
      _ = try SecretsFile(text, file: "secrets.toml")
      return nil
    } catch { return error }
  }

  @Test func `every key comes back as it was set`() throws {
    var file = try SecretsFile.empty(file: "f")
    for key in SecretKey.allCases { file[key] = Secret("\(key.rawValue) \"ä\\'\n") }
    let again = try SecretsFile(try file.text(), file: "f")
    for key in SecretKey.allCases { #expect(again[key] == Secret("\(key.rawValue) \"ä\\'\n")) }
    #expect(!again.isChanged)
  }

  @Test func `only what changed is touched`() throws {
    var file = try SecretsFile(Self.text, file: "f")
    file[.smtpPassword] = Secret("new")
    file[.smtpPasswordFor] = Secret("mail.example.com")
    file[.refreshToken] = nil
    #expect(
      try file.text() == """
        # mine
        [smtp]
        password = "new" # c
        other = "kept"
        password-for = "mail.example.com"

        [exchange]
        access-token-expires = "2026-01-31T09:15:00Z"

        """)
  }

  @Test func `an empty secret is none`() throws {
    var file = try SecretsFile("[smtp]\npassword = \"\"\n", file: "f")
    #expect(file[.smtpPassword] == nil)
    file[.incomingPassword] = Secret("")
    #expect(!file.isChanged)
  }

  @Test(arguments: [
    "[smtp]\npassword = \"hunter2", "[smtp]\npassword = hunter2\n",
    "[smtp]\npassword = 5577hunter2\n",
    "smtp = \"hunter2\"\n", "[smtp.password]\nhunter2 = 1\n", "[smtp]\npassword = [\"hunter2\"]\n",
    "[smtp]\nhunter2\n", "[smtp]\npassword = \"hunter2\"\npassword = \"hunter2\"\n",
    "[smtp]\n\"hunter2\" = \n", "hunter2 = 1\nhunter2 = 2\n",
  ])
  func `no error shows anything of the text`(text: String) throws {
    let error = try #require(Self.error(text))
    #expect(!error.sentence.contains("hunter2"))
    #expect(!String(reflecting: error).contains("hunter2"))
    #expect(error.sentence.hasPrefix("secrets.toml, line "))
  }

  @Test func `a password without quotation marks is refused with its place`() {
    let place = FilePlace(file: "secrets.toml", line: 2, column: 1)
    #expect(Self.error("[smtp]\npassword = 1234\n") == .notAString(place, key: "smtp.password"))
  }

  @Test func `a file cut at any byte is read or refused`() {
    let bytes = Array(Self.text.utf8)
    var read = 0
    for length in 0...bytes.count {
      do throws(SettingsFileError) {
        _ = try SecretsFile(bytes: Array(bytes.prefix(length)), file: "f")
        read += 1
      } catch { #expect(error.sentence.hasPrefix("f, line "), "\(length): \(error.sentence)") }
    }
    #expect(1...bytes.count ~= read)
  }
}
