import MailSettings

@testable import SettingsStore

/// Loads one mutated document after the other, and changes what could be loaded.
enum TOMLFuzzing {
  static let seeds = [
    """
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
    list = [ 1, 2, # three
      { a = "]" }, '}' ]
    [incoming.extra]
    date = 1979-05-27 07:32:00Z
    float = nan
    time = 07:32:00
    [message]
    encoding = "UTF-8"
    x.y."z.z" = +1_000

    """,
    "smtp = { server = \"a.example\", port = 25, deep = { a.b = [[], [{}]] } }\n",
    "a = -1.5e+10\nb = 0b1010\nc = 0o17\nd = 2000-02-29T23:59:59.999-12:30\ne = [true, false,]\n",
    "smtp.server = \"x\"\nsmtp.port = 25\nincoming.server = '''a\n'b'''\n\n[a]\n[a.b]\n[[a.c]]\n",
    "", "\u{FEFF}version = 1\r\n[system]\r\nname = \"é\"\r\n",
  ]

  /// Returns how many of the documents could be read.
  static func run(_ count: Int, seed: UInt64) -> Int {
    var mutator = TOMLMutator(seed: seed, seeds: seeds)
    var read = 0
    for _ in 0..<count {
      let bytes = mutator.next()
      _ = try? SecretsFile(bytes: bytes, file: "s")
      guard let file = try? SettingsFile(bytes: bytes, file: "f") else { continue }
      read += 1
      var wanted = file.draft
      wanted.smtp.server.text = "other.example.com"
      wanted.smtp.port.text = ""
      wanted.connections.maximum.text = "3"
      _ = try? file.changed(to: wanted)
    }
    return read
  }

  private static let words = [
    "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5+01:30", "1e5", "0x1F",
    "0b101", "0o7", "true", "nan", "+inf", "9223372036854775807", "-1.5e-3", "false", "1_000",
  ]

  /// Returns how many documents of one mutated value without quotation marks could be read.
  static func runWords(_ count: Int, seed: UInt64) -> Int {
    var mutator = TOMLMutator(seed: seed, seeds: words)
    return (0..<count).count { _ in
      let word = mutator.next()
      let bytes = Array("a = ".utf8) + word + Array("\nb = [".utf8) + word + Array("]\n".utf8)
      return (try? SettingsFile(bytes: bytes, file: "f")) != nil
    }
  }
}
