internal import CCurl
package import SystemAccess

/// Asks servers by HTTPS: with TLS 1.2 at least and verified certificates, without redirects, with
/// limits of size and time, and each request on a connection of its own.
///
/// A proxy is taken from the environment as libcurl does (`https_proxy`, `no_proxy`). The process
/// has to ignore SIGPIPE.
package struct HTTPSClient: Sendable {
  /// Whose certificates are trusted.
  package var authorities: HTTPSAuthorities
  /// The bytes that an answer's body may have; its header may have as many.
  package var limit: Int
  private let library: String

  package init(authorities: HTTPSAuthorities, limit: Int = 1_048_576) {
    self.init(authorities: authorities, limit: limit, library: POSTERN_LIBCURL)
  }

  init(authorities: HTTPSAuthorities, limit: Int = 1_048_576, library: String) {
    self.authorities = authorities
    self.limit = limit
    self.library = library
  }

  /// Waits for the answer, at most until the deadline or until `cancellation` is rung.
  package func answer(
    to request: HTTPSRequest, until deadline: ContinuousClock.Instant,
    cancellation: WakePipe? = nil
  ) throws(HTTPSError) -> HTTPSAnswer {
    let curl = try CurlLibrary.loaded(library)
    let transfer = try Transfer(curl, request, client: self)
    try transfer.run(until: deadline, cancellation: cancellation)
    return try transfer.answer()
  }
}

/// libcurl, loaded at its first use.
struct CurlLibrary: @unchecked Sendable {
  /// libcurl's functions; they are found once and never change.
  let functions: OpaquePointer

  private static let usual = Result { () throws(HTTPSError) in try CurlLibrary(POSTERN_LIBCURL) }

  static func loaded(_ name: String) throws(HTTPSError) -> CurlLibrary {
    name == POSTERN_LIBCURL ? try usual.get() : try CurlLibrary(name)
  }

  private init(_ name: String) throws(HTTPSError) {
    var fault = [CChar](repeating: 0, count: 256)
    guard let functions = postern_curl_load(name, &fault, fault.count) else {
      let words = fault.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      throw .missingLibrary(String(decoding: words, as: UTF8.self))
    }
    self.functions = functions
  }
}
