internal import CCurl
internal import Glibc
internal import SystemAccess

/// One request in progress, with libcurl's handles for it.
final class Transfer {
  let curl: OpaquePointer
  let handle: UnsafeMutableRawPointer
  let host: String
  private let client: HTTPSClient
  private let multi: UnsafeMutableRawPointer
  private let received: Received
  private var fields: UnsafeMutablePointer<curl_slist>?
  /// libcurl's words about a failure (CURLOPT_ERRORBUFFER).
  private let words: UnsafeMutablePointer<CChar>

  init(
    _ library: CurlLibrary, _ request: HTTPSRequest, client: HTTPSClient
  ) throws(HTTPSError) {
    guard let host = Self.host(of: request.url) else { throw .notHTTPS }
    let lines = try request.fields.map { field throws(HTTPSError) in
      guard let line = field.line else { throw .malformedField(name: field.name.printable()) }
      return line
    }
    curl = library.functions
    guard let handle = postern_curl_easy_init(curl), let multi = postern_curl_multi_init(curl)
    else { throw .failed(host: host, code: Int(CURLE_OUT_OF_MEMORY.rawValue), words: "no memory") }
    (self.handle, self.multi, self.host, self.client) = (handle, multi, host, client)
    received = Received(limit: client.limit)
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    for line in lines { fields = postern_curl_slist_append(curl, fields, line) }
    prepare(request)
  }

  deinit {
    postern_curl_multi_remove(curl, multi, handle)
    postern_curl_easy_cleanup(curl, handle)
    postern_curl_multi_cleanup(curl, multi)
    postern_curl_slist_free_all(curl, fields)
    words.deallocate()
  }

  /// The host, with its port, of an `https` URL; nil for any other.
  private static func host(of url: String) -> String? {
    let scheme = "https://"
    guard url.prefix(scheme.count).lowercased() == scheme,
      !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
    else { return nil }
    let authority = url.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
    // What stands before an @ would be a password.
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    return String(authority).printable(limit: 255)
  }

  private func prepare(_ request: HTTPSRequest) {
    set(CURLOPT_ERRORBUFFER, words)
    set(CURLOPT_URL, request.url)
    set(CURLOPT_PROTOCOLS_STR, "https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    trust(client.authorities)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_USERAGENT, "Postern")
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // No signals, since there are threads; and no wait for a name lookup that is still running.
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_QUICK_EXIT, 1)
    if let fields { postern_curl_set_list(curl, handle, CURLOPT_HTTPHEADER, fields) }
    if let body = request.body { postern_curl_set_body(curl, handle, body, body.count) }
    receive()
  }

  /// Has libcurl hand body and head to `received`.
  private func receive() {
    let receiver: curl_write_callback = { bytes, size, count, target in
      Received.take(bytes, size * count, target, \.body)
    }
    let headReceiver: curl_write_callback = { bytes, size, count, target in
      Received.take(bytes, size * count, target, \.head)
    }
    let target = Unmanaged.passUnretained(received).toOpaque()
    postern_curl_set_receiver(curl, handle, CURLOPT_WRITEFUNCTION, receiver)
    set(CURLOPT_WRITEDATA, target)
    postern_curl_set_receiver(curl, handle, CURLOPT_HEADERFUNCTION, headReceiver)
    set(CURLOPT_HEADERDATA, target)
  }

  /// Trusts these certificates instead of those that libcurl was built with.
  private func trust(_ authorities: HTTPSAuthorities) {
    postern_curl_set_text(curl, handle, CURLOPT_CAINFO, nil)
    postern_curl_set_text(curl, handle, CURLOPT_CAPATH, authorities.folder)
    switch authorities.bundle {
    case .file(let path): set(CURLOPT_CAINFO, path)
    case .pem(let text):
      let bytes = Array(text.utf8)
      postern_curl_set_blob(curl, handle, CURLOPT_CAINFO_BLOB, bytes, bytes.count)
    case nil: break
    }
  }

  private func set(_ option: CURLoption, _ value: Int) {
    postern_curl_set_long(curl, handle, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    postern_curl_set_text(curl, handle, option, value)
  }

  private func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
    postern_curl_set_pointer(curl, handle, option, value)
  }

  func run(until deadline: ContinuousClock.Instant, cancellation: WakePipe?) throws(HTTPSError) {
    guard postern_curl_multi_add(curl, multi, handle) == CURLM_OK else {
      throw failure(CURLE_FAILED_INIT)
    }
    var running: Int32 = 1
    var code = CURLE_OK
    while true {
      if let cancellation, Self.isRung(cancellation) { throw .cancelled }
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > .zero else { throw .timedOut(host: host) }
      guard postern_curl_multi_perform(curl, multi, &running) == CURLM_OK else {
        throw failure(CURLE_FAILED_INIT)
      }
      if postern_curl_multi_result(curl, multi, &code) { break }
      let milliseconds = Int32(min(rest / .milliseconds(1), 60_000).rounded(.up))
      _ = postern_curl_multi_poll(curl, multi, cancellation?.readEnd ?? -1, milliseconds)
    }
    guard code == CURLE_OK else { throw failure(code) }
  }

  private static func isRung(_ pipe: WakePipe) -> Bool {
    var entry = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// The answer, once the transfer has succeeded.
  func answer() throws(HTTPSError) -> HTTPSAnswer {
    let status = postern_curl_get_long(curl, handle, CURLINFO_RESPONSE_CODE)
    guard !(300..<400).contains(status) else { throw .redirected(host: host, status: status) }
    return HTTPSAnswer(status: status, fields: received.fields, body: received.body)
  }

  private func failure(_ code: CURLcode) -> HTTPSError {
    let said = String(cString: words)
    let text = said.isEmpty ? String(cString: postern_curl_easy_strerror(curl, code)) : said
    let reason = text.printable(limit: 300)
    switch code {
    case CURLE_URL_MALFORMAT: return .notHTTPS
    case CURLE_COULDNT_RESOLVE_HOST: return .nameNotFound(host: host)
    case CURLE_COULDNT_RESOLVE_PROXY: return .proxyNameNotFound
    case CURLE_COULDNT_CONNECT:
      let number = postern_curl_get_long(curl, handle, CURLINFO_OS_ERRNO)
      return .notConnected(host: host, errno: Int32(truncatingIfNeeded: number))
    case CURLE_PEER_FAILED_VERIFICATION: return .untrusted(host: host, reason: reason)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: return .tlsFailed(host: host, reason: reason)
    case CURLE_SSL_CACERT_BADFILE:
      return .unreadableAuthorities(path: client.authorities.path)
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(host: host)
    case CURLE_WRITE_ERROR where received.isTooLarge:
      return .tooLarge(host: host, limit: client.limit)
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return .closedEarly(host: host)
    // HTTP/0.9, an answer without a header, is refused.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: return .notHTTP(host: host)
    default: return .failed(host: host, code: Int(code.rawValue), words: reason)
    }
  }
}
