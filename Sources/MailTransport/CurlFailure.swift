internal import CCurl
internal import COpenSSL
internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// What a failed connection means: libcurl's code alone is ambiguous, so that the dialogue decides.
struct CurlFailure {
  let ending: Ending

  init(_ code: CURLcode, _ connection: Connection) {
    let conversation = connection.conversation
    let text = connection.libraryText
    ending =
      switch code {
      case CURLE_COULDNT_CONNECT: Self.unreachable(connection)
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      case CURLE_PEER_FAILED_VERIFICATION:
        conversation.observation.certificate?.isTrusted == false ? .certificate : .other(text)
      case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CLIENTCERT, CURLE_SSL_CIPHER:
        Self.lost(connection)
      case CURLE_USE_SSL_FAILED: conversation.refusalOfTLS ?? .noSTARTTLS
      case CURLE_WEIRD_SERVER_REPLY where conversation.isAfterSTARTTLS: .injection
      case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED:
        conversation.lastRefusal ?? .other(text)
      case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
        conversation.farewell ?? Self.lost(connection)
      default: .other(text.isEmpty ? String(cString: curl_easy_strerror(code)) : text)
      }
  }

  private static func systemError(_ connection: Connection) -> Int32 {
    var number = 0
    postern_get_long(connection.easy, CURLINFO_OS_ERRNO, &number)
    return Int32(truncatingIfNeeded: number)
  }

  private static func unreachable(_ connection: Connection) -> Ending {
    let number = systemError(connection)
    if number == ETIMEDOUT { return .timedOut }
    return .refused(number == 0 ? connection.libraryText : String(cString: strerror(number)))
  }

  /// Closed in order or reset; in TLS 1.3 also the server's refusal of a handshake that was done on our side.
  /// In TLS only libcurl's words tell.
  static func lost(_ connection: Connection) -> Ending {
    let texts = connection.libraryTexts
    if let failure = texts.lazy.compactMap(openSSLError).last { return failure }
    let signs = ["errno: \(ECONNRESET)", "errno \(ECONNRESET)", "reset by peer"]
    let isReset =
      systemError(connection) == ECONNRESET
      || texts.contains { text in signs.contains { text.contains($0) } }
    return isReset ? .reset : .closed
  }

  /// `OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number` and its like.
  private static func openSSLError(in text: String) -> Ending? {
    guard let start = text.firstRange(of: "error:")?.upperBound,
      let code = UInt(text[start...].prefix { $0.isHexDigit }, radix: 16), code != 0
    else { return nil }
    // SSL_R_UNEXPECTED_EOF_WHILE_READING: the peer closed without a close_notify.
    if code & 0x7F_FFFF == 294 { return .closed }
    return .tls(code: code, text: String(text[start...]).printable(limit: 200))
  }
}
