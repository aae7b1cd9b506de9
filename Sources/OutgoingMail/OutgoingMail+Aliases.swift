internal import Glibc
public import MailSettings

extension OutgoingMail {
  /// Where mail for names on this machine goes: by the set-up, else by /etc/aliases.
  public var aliases: Aliases { Aliases(own: settings.aliases, system: Self.machine) }

  /// Read once, when it is first asked for.
  private static let machine = AliasesFile(text(of: "/etc/aliases"))

  /// Empty where there is none that can be read.
  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 4_194_304 {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
