internal import MailDiagnosis
internal import MailSettings

/// Which server to connect to, and for what.
struct ConnectionRequest: Sendable {
  /// What a connection is opened for, which decides how far it goes and what it can do without.
  enum Purpose: Equatable {
    /// A look at the certificate: the connection ends with the handshake.
    case inspection
    /// Nobody signs in.
    case mails
    /// Somebody signs in, which needs TLS unless clear text is allowed or the server is here.
    case signIn(allowsClearText: Bool)
  }

  var endpoint: Endpoint
  /// The address that another server has seen us come from, which is kept where that can be.
  var seenAddress: String?
  /// PEM of the certificates that are trusted for this host and port besides the system's.
  var imported: [String]
  var purpose: Purpose
  /// A Unix socket to connect to instead of the endpoint's host and port.
  var socket: String?
  /// Whether a silent server may be looked at by a second connection; not while that is made.
  var watchesSilence = true

  var isInspection: Bool { purpose == .inspection }

  /// Whether TLS or AUTH is asked for, which a server without EHLO cannot give.
  var needsExtensions: Bool {
    switch purpose {
    case .inspection, .mails: endpoint.encryption.requiresTLS
    case .signIn: true
    }
  }

  var service: MailService { endpoint.service }
}

/// What was found out about a host before connecting.
struct ResolvedHost: Sendable {
  /// The addresses in the order to try them.
  var addresses: [HostAddress]
  /// This machine's address to connect from; nil for the system's choice.
  var sourceAddress: String?
  /// The same, where the settings name it.
  var chosenSource: SourceAddress?
  /// The name to say in EHLO.
  var helloName = ""
}

extension ConnectionRequest {
  /// Looks the host up, and decides where to connect from and what to say in EHLO.
  func resolve(
    _ progress: StageProgress, _ deadline: Deadline
  ) throws(AttemptFailure) -> ResolvedHost {
    if let socket {
      progress.skip(.resolve)
      return ResolvedHost(addresses: [HostAddress(socket: socket)], helloName: "localhost")
    }
    progress.begin(.resolve)
    var resolved = try chooseSource(
      among: Resolver.addresses(of: endpoint.host, deadline: deadline))
    progress.pass(
      .resolve, .resolved(endpoint.host, addresses: resolved.addresses.map(\.text)))
    if service == .smtp {
      resolved.helloName = try LocalName.hello(
        chosen: endpoint.helloName, towards: resolved.addresses.first, deadline: deadline)
    }
    return resolved
  }

  /// Which of this machine's addresses to connect from, and so which family to stay in.
  private func chooseSource(
    among found: [HostAddress]
  ) throws(AttemptFailure) -> ResolvedHost {
    guard let source = endpoint.sourceAddress else { return keepSeenAddress(among: found) }
    return ResolvedHost(
      addresses: try endpoint.reachable(among: found), sourceAddress: source.text,
      chosenSource: source)
  }

  /// An address of another family, or of this machine alone, cannot be kept.
  private func keepSeenAddress(among found: [HostAddress]) -> ResolvedHost {
    guard let source = seenAddress else { return ResolvedHost(addresses: found) }
    let isIPv6 = source.contains(":")
    let inFamily = found.filter { $0.isIPv6 == isIPv6 }
    guard !inFamily.isEmpty else { return ResolvedHost(addresses: found) }
    let reaches =
      !SocketAddress.isLoopback(source)
      || inFamily.allSatisfy { SocketAddress.isLoopback($0.text) }
    return ResolvedHost(addresses: inFamily, sourceAddress: reaches ? source : nil)
  }
}

extension Endpoint {
  /// The addresses that can be reached from the source address that the settings name.
  func reachable(among found: [HostAddress]) throws(AttemptFailure) -> [HostAddress] {
    guard let source = sourceAddress else { return found }
    let inFamily = found.filter { $0.isIPv6 == source.isIPv6 }
    guard !inFamily.isEmpty else { throw AttemptFailure(.unresolved(.noAddressFor(source))) }
    return inFamily
  }
}
