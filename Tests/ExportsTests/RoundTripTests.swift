import MailSettings
import TestSupport
import Testing

@testable import Exports

/// What is exported and read again is what it was.
@Suite struct RoundTripTests {
  /// Each for itself, a combining mark too, which makes one character with what is before it.
  private static let letters = Array(
    (#"abcXYZ019 "'\`$#%:=!{}[]()<>,;&|~*?^@+-_./ü€𝄞"# + "\u{301}\u{301}\u{301}").unicodeScalars)

  private func text(_ random: inout SeededGenerator, isUser: Bool = false) -> String {
    var text = ""
    for _ in 0...random.below(24) { text.unicodeScalars.append(random.pick(Self.letters)) }
    return isUser && (text.allSatisfy { $0 == " " }) ? "user" : text
  }

  /// The settings that a format's file says.
  private func keys(_ format: ExportFormat) -> [SettingKey] {
    let all: [SettingKey] = [
      "smtp.server", "smtp.port", "smtp.encryption", "system.address", "authentication.mode",
      "authentication.user",
    ]
    switch format {
    case .django: return all + ["system.name"]
    case .postfix: return all + ["smtp.hello-name", "smtp.source-address", "connections.maximum"]
    case .msmtp: return all + ["smtp.hello-name", "smtp.source-address", "message.sender"]
    case .env, .jakartaMail, .spring:
      return all + ["smtp.hello-name", "smtp.source-address", "system.name", "message.encoding"]
    }
  }

  private func example(
    _ random: inout SeededGenerator, _ format: ExportFormat
  ) -> ExportExample {
    // Django can do neither.
    let source = format == .django ? [""] : ["192.0.2.8", "2001:db8::7"]
    let password = text(&random)
    return ExportExample(
      [
        "smtp.server": random.pick(["mail.example.com", "büro.example", "192.0.2.7"]),
        "smtp.port": random.pick(["25", "465", "587", "2525"]),
        "smtp.encryption": random.pick(["tls-if-available", "tls", "ssl"]),
        "authentication.user": format == .django ? "us er" : text(&random, isUser: true),
        "system.name": text(&random, isUser: true),
        "system.address": random.pick(["app@example.org", "a{b$c%}d'e@example.org"]),
        "message.encoding": random.pick(["UTF-8", "ISO-8859-15"]),
        "message.sender": random.pick(["user", "system"]),
        "smtp.hello-name": random.pick(["app.example.com", "[192.0.2.1]"]),
        "smtp.source-address": random.pick(source),
        "connections.maximum": random.pick(["1", "7"]),
      ], password: format == .django ? password.filter(\.isASCII) + "x" : password)
  }

  @Test(arguments: ExportFormat.allCases)
  func `whatever a format can say is read as it was`(format: ExportFormat) throws {
    var random = SeededGenerator(seed: 2_027)
    var count = 0
    for _ in 0..<400 {
      let example = example(&random, format)
      let export = try example.export(format)
      guard export.works, let text = export.text else { continue }
      count += 1
      let found = try format.meaning(of: text, passwords: export.passwordFile)
      #expect(found.secret == example.draft.smtp.password.change.secret, "\(text)")
      for key in keys(format) where !isDefault(key, example.draft) {
        var read = Draft()
        read[key] = found[key] ?? ""
        #expect(canonical(key, read) == canonical(key, example.draft), "\(key)\n\(text)")
      }
    }
    // The rest needs what the format cannot do, and says so.
    #expect(count > 40, "\(count)")
  }

  /// Properties of Java say nothing of the usual encoding.
  private func isDefault(_ key: SettingKey, _ draft: Draft) -> Bool {
    key == .messageEncoding && draft[key] == "UTF-8"
  }

  private func canonical(_ key: SettingKey, _ draft: Draft) -> String? {
    switch key {
    case .smtpServer: draft.smtp.server.value?.ascii
    case .systemAddress: draft.system.address.value?.wire
    case .smtpHelloName: draft.smtp.helloName.value?.wire
    default: key.setting.canonical(draft)
    }
  }
}

extension PasswordDraft.Change {
  fileprivate var secret: String? {
    switch self {
    case .replace(let secret): secret.reveal()
    case .keep, .delete: nil
    }
  }
}
