internal import SystemAccess

/// Why there is no answer to an HTTPS request.
///
/// Nothing of the request is in it but the server's name: its path, fields and body may be secret.
package enum HTTPSError: WordedError {
  /// libcurl cannot be loaded; the loader's words.
  case missingLibrary(String)
  /// The address is none, or its scheme is not `https`.
  case notHTTPS
  /// A header field has characters that it may not have.
  case malformedField(name: String)
  /// The name of the server, or of the proxy, is not known to the DNS.
  case nameNotFound(host: String)
  case proxyNameNotFound
  /// Nothing listens there, or nothing that can be reached; `errno` is 0 where it is not known.
  case notConnected(host: String, errno: Int32)
  /// The server's certificate is not good for it; OpenSSL's or libcurl's words.
  case untrusted(host: String, reason: String)
  /// There is no TLS 1.2 or better with this server; OpenSSL's or libcurl's words.
  case tlsFailed(host: String, reason: String)
  /// The file of further authorities cannot be read, or holds no certificate.
  case unreadableAuthorities(path: String)
  case timedOut(host: String)
  case cancelled
  /// The answer is larger than was allowed, in bytes.
  case tooLarge(host: String, limit: Int)
  /// The server sends elsewhere, which is not followed: what was posted is for this server alone.
  case redirected(host: String, status: Int)
  /// The connection ended before the answer did.
  case closedEarly(host: String)
  /// What came is not HTTP.
  case notHTTP(host: String)
  /// Whatever else libcurl may say, by its number and in its words.
  case failed(host: String, code: Int, words: String)
}
