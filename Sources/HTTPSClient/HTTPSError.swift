internal import SystemAccess

/// Why there is no answer to an HTTPS request.
///
/// It holds nothing of the request but the server's name: path, fields and body may be secret.
package enum HTTPSError: WordedError {
  /// libcurl cannot be loaded; the loader's words.
  case missingLibrary(String)
  /// The URL is malformed, or its scheme is not `https`.
  case notHTTPS
  /// A header field has characters that it may not have.
  case malformedField(name: String)
  /// The server's name, or in the next case the proxy's, cannot be resolved.
  case nameNotFound(host: String)
  case proxyNameNotFound
  /// No TCP connection could be opened; `errno` is 0 where it is not known.
  case notConnected(host: String, errno: Int32)
  /// The server's certificate could not be verified; the reason is OpenSSL's or libcurl's words.
  case untrusted(host: String, reason: String)
  /// The TLS handshake failed; the reason is OpenSSL's or libcurl's words.
  case tlsFailed(host: String, reason: String)
  /// The file of trusted certificates cannot be read, or holds none.
  case unreadableAuthorities(path: String)
  case timedOut(host: String)
  case cancelled
  /// The answer is larger than the limit, in bytes.
  case tooLarge(host: String, limit: Int)
  /// The server redirects, which is not followed: what was posted is for this server alone.
  case redirected(host: String, status: Int)
  /// The connection ended before the answer did.
  case closedEarly(host: String)
  /// What came is not HTTP.
  case notHTTP(host: String)
  /// Any other error of libcurl: its CURLcode and its words.
  case failed(host: String, code: Int, words: String)
}
