internal import Glibc

extension HTTPSError {
  /// What is wrong, in one sentence.
  package var sentence: String {
    switch self {
    case .missingLibrary(let words): "A library that is needed cannot be loaded: \(words)."
    case .notHTTPS: "The address does not begin with https://."
    case .malformedField(let name): "The header field \(name) has characters that it may not have."
    case .nameNotFound(let host): "There is no server named \(host)."
    case .proxyNameNotFound: "The proxy that the environment names is not known."
    case .notConnected(let host, 0): "\(host) cannot be reached."
    case .notConnected(let host, let code):
      "\(host) cannot be reached: \(String(cString: strerror(code)))."
    case .untrusted(let host, let reason):
      "The certificate of \(host) is not trusted: \(reason)."
    case .tlsFailed(let host, let reason): "No encryption with \(host): \(reason)."
    case .unreadableAuthorities(let path): "\(path) holds no certificate that can be read."
    case .timedOut(let host): "\(host) did not answer in time."
    case .cancelled: "Cancelled."
    case .tooLarge(let host, let limit): "The answer of \(host) is larger than \(limit) bytes."
    case .redirected(let host, let status):
      "\(host) sends elsewhere (status \(status)), which is not followed."
    case .closedEarly(let host): "\(host) closed the connection before its answer was complete."
    case .notHTTP(let host): "What \(host) answers is not HTTP."
    case .failed(let host, let code, let words): "\(host): \(words) (libcurl \(code))."
    }
  }

  /// No sentence ends with a command.
  package var endsWithCommand: Bool { false }
}
