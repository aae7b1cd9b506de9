import MailDiagnosis
import MailSettings

/// A server's port as a person writes it: `mail.example.com:465` or `[2001:db8::25]:465`.
struct HostPort: Equatable {
  let host: HostName
  let port: Port

  init(host: HostName, port: Port) { (self.host, self.port) = (host, port) }

  init(typed text: String) throws(Failure) {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex, !text.hasSuffix(":"),
      text.hasPrefix("[") ? text[..<colon].hasSuffix("]") : !text[..<colon].contains(":")
    else {
      throw Failure(
        .usage, "'\(text)' is not HOST:PORT, such as mail.example.com:465 or [2001:db8::25]:465.")
    }
    do throws(Problem) {
      host = try HostName(typed: String(text[..<colon]))
      port = try Port(typed: String(text[text.index(after: colon)...]))
    } catch { throw Failure(.usage, error.sentence.ended) }
  }

  /// `mail.example.com:465`.
  var text: String { "\(host.urlHost):\(port.text)" }
}
