internal import HTTPSClient
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust
package import SystemAccess

/// Asks the sign-in host, and hosts that it names, by HTTPS, with the roots trusted for each.
struct SignInHost: Sendable {
  private let trust: TrustStore

  /// The largest answer that is read, in bytes; the keys take about 30 kB.
  private static let largestAnswer = 262_144

  init(trust: TrustStore) { self.trust = trust }

  /// The answer, whatever its status; a redirect throws.
  func answer(to request: HTTPSRequest, _ wait: TokenWait) throws(TokenFailure) -> HTTPSAnswer {
    let client = HTTPSClient(
      authorities: authorities(for: request.url), limit: Self.largestAnswer)
    do throws(HTTPSError) {
      return try client.answer(to: request, until: wait.deadline, cancellation: wait.wake)
    } catch .timedOut(let host) {
      throw .timedOut(host: host)
    } catch .cancelled {
      throw .cancelled
    } catch {
      throw .unreachable(host: Self.host(of: request.url), ForeignError(error))
    }
  }

  private func authorities(for url: String) -> HTTPSAuthorities {
    let roots = roots(for: url)
    let bundle: HTTPSAuthorities.Bundle? =
      roots.pem.isEmpty ? roots.file.map { .file($0) } : .pem(roots.pem)
    return HTTPSAuthorities(bundle, folder: roots.folder)
  }

  private func roots(for url: String) -> HTTPSRoots {
    guard let (host, port) = try? Self.place(of: url) else { return HTTPSRoots() }
    return trust.httpsRoots(host: host, port: port)
  }

  /// The host and the port of an `https` URL.
  private static func place(of url: String) throws(Problem) -> (HostName, Port) {
    var host = Self.host(of: url)[...]
    var port: Substring = "443"
    if let colon = host.lastIndex(of: ":"), host[colon...].allSatisfy({ $0 != "]" }) {
      (host, port) = (host[..<colon], host[host.index(after: colon)...])
    }
    return (try HostName(typed: String(host)), try Port(typed: String(port)))
  }

  /// `host` or `host:port`, as the URL has it.
  static func host(of url: String) -> String {
    String(url.dropFirst("https://".count).prefix { !"/?#".contains($0) })
  }
}

/// How long a request for a token may take, and what cancels it.
package struct TokenWait: Sendable {
  /// When the request has to be over.
  package let deadline: ContinuousClock.Instant
  /// Cancels the request once it is rung; nil where nothing can.
  package let wake: WakePipe?

  package init(deadline: ContinuousClock.Instant, wake: WakePipe? = nil) {
    (self.deadline, self.wake) = (deadline, wake)
  }

  /// This wait, with a deadline at most `limit` away.
  func atMost(_ limit: Duration) -> TokenWait {
    TokenWait(deadline: min(deadline, .now + limit), wake: wake)
  }
}
