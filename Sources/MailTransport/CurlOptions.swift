internal import CCurl
internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// How a connection's handle is set up.
struct CurlOptions {
  private let target: Target

  init(_ target: Target) { self.target = target }

  /// Sets every option; gives the list that the handle refers to, to be freed after it.
  func apply(
    to connection: Connection, milliseconds: Int32
  ) -> UnsafeMutablePointer<curl_slist>? {
    let easy = connection.easy
    setTarget(easy)
    setSecurity(easy)
    setLimits(easy, milliseconds: milliseconds)
    setCallbacks(easy, connection)
    return setAddresses(easy)
  }

  private func setTarget(_ easy: UnsafeMutableRawPointer) {
    let url =
      "\(target.service.scheme(target.encryption))://\(target.host.urlHost)"
      + ":\(target.port.text)/\(target.service == .smtp ? target.helloName.percentEncoded : "")"
    postern_set_string(easy, CURLOPT_URL, url)
    postern_set_string(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps,pop3,pop3s")
    // An empty text keeps http_proxy and its like from counting.
    postern_set_string(easy, CURLOPT_PROXY, "")
    postern_set_long(easy, CURLOPT_NETRC, 0)
    if let source = target.sourceAddress {
      postern_set_string(easy, CURLOPT_INTERFACE, "host!\(source)")
    }
    postern_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
    postern_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
  }

  private func setSecurity(_ easy: UnsafeMutableRawPointer) {
    let level =
      switch target.encryption {
      case .none, .ssl: CURLUSESSL_NONE
      case .tlsIfAvailable: CURLUSESSL_TRY
      case .tls: CURLUSESSL_ALL
      }
    postern_set_long(easy, CURLOPT_USE_SSL, Int(level.rawValue))
    // RFC 8996 forbids what is older.
    postern_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    postern_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
    postern_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
    postern_set_long(easy, CURLOPT_SSL_SESSIONID_CACHE, 0)
    setRoots(easy)
  }

  private func setRoots(_ easy: UnsafeMutableRawPointer) {
    if let folder = SystemRoots.folder {
      postern_set_string(easy, CURLOPT_CAINFO, nil)
      postern_set_string(easy, CURLOPT_CAPATH, folder)
    }
    // As curl's own tool and OpenSSL do, which libcurl alone does not.
    if let file = getenv("SSL_CERT_FILE") { postern_set_string(easy, CURLOPT_CAINFO, file) }
    if let folder = getenv("SSL_CERT_DIR") { postern_set_string(easy, CURLOPT_CAPATH, folder) }
  }

  private func setLimits(_ easy: UnsafeMutableRawPointer, milliseconds: Int32) {
    postern_set_long(easy, CURLOPT_NOSIGNAL, 1)
    // Our own loop keeps the time; these only have to be no shorter.
    postern_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds) + 1000)
    postern_set_long(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, Int(milliseconds) / 1000 + 2)
    postern_set_long(easy, CURLOPT_BUFFERSIZE, 2 * LineSplitter.longestLine)
  }

  private func setCallbacks(_ easy: UnsafeMutableRawPointer, _ connection: Connection) {
    let userdata = Unmanaged.passUnretained(connection).toOpaque()
    postern_set_pointer(easy, CURLOPT_ERRORBUFFER, connection.errorText)
    postern_set_long(easy, CURLOPT_VERBOSE, 1)
    postern_set_debug(easy, CurlCallbacks.debug)
    postern_set_pointer(easy, CURLOPT_DEBUGDATA, userdata)
    postern_set_header(easy, CurlCallbacks.header)
    postern_set_pointer(easy, CURLOPT_HEADERDATA, userdata)
    postern_set_open_socket(easy, CurlCallbacks.openSocket)
    postern_set_pointer(easy, CURLOPT_OPENSOCKETDATA, userdata)
    postern_set_close_socket(easy, CurlCallbacks.closeSocket)
    postern_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, userdata)
    postern_set_tls_context(easy, CurlCallbacks.tlsContext)
    postern_set_pointer(easy, CURLOPT_SSL_CTX_DATA, userdata)
  }

  /// Gives libcurl the addresses found, while the name stays what is verified and told by SNI.
  private func setAddresses(_ easy: UnsafeMutableRawPointer) -> UnsafeMutablePointer<curl_slist>? {
    guard target.host.kind == .name else { return nil }
    let addresses = target.addresses.map(\.bracketed).joined(separator: ",")
    let list = curl_slist_append(nil, "\(target.host.ascii):\(target.port.text):\(addresses)")
    postern_set_list(easy, CURLOPT_RESOLVE, list)
    return list
  }
}
