import MailMessage
import MailSettings
import MailTransport

/// Mails that fill every buffer on the way.
enum Large {
  static func mail(megabytes: Int) -> RenderedMail {
    let line = String(repeating: "x", count: 76) + "\r\n"
    let lines = String(repeating: line, count: megabytes * 1_000_000 / line.utf8.count)
    return RenderedMail(
      bytes: Array("Subject: large\r\n\r\n\(lines)".utf8), messageID: "<large@example.org>")
  }

  static func envelope() throws -> Envelope {
    Envelope(
      sender: try MailAddress(typed: "app@example.org"),
      recipients: [try MailAddress(typed: "bob@example.com")])
  }
}
