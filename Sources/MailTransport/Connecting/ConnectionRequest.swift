internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// Which server to connect to, and for what.
struct ConnectionRequest: Sendable {
  /// What a connection is for, which decides how far it is opened and whether it needs TLS.
  enum Purpose: Equatable {
    /// To inspect the certificate: the connection ends with the handshake.
    case inspection
    /// To send mails without a sign-in.
    case mails
    /// To sign in, which needs TLS unless clear text is allowed or the server is on this machine.
    case signIn(allowsClearText: Bool)
  }

  var endpoint: Endpoint
  /// This machine's address that the mailbox server has seen, used again where possible.
  var seenAddress: String?
  /// Holds the certificates that are trusted for this host and port besides the system's; nil for
  /// the system's alone.
  var trust: TrustStore?
  var purpose: Purpose
  /// A Unix socket to connect to in place of the endpoint's host and port.
  var socket: String?
  /// Whether a silent server may be examined by a second connection; false for that connection.
  var watchesSilence = true

  var isInspection: Bool { purpose == .inspection }

  /// Whether TLS or AUTH is needed, which a server without EHLO cannot offer.
  var needsExtensions: Bool {
    switch purpose {
    case .inspection, .mails: endpoint.encryption.requiresTLS
    case .signIn: true
    }
  }

  var service: MailService { endpoint.service }
}

/// What is known of a host before connecting.
struct ResolvedHost: Sendable {
  /// The addresses in the order to try them.
  var addresses: [HostAddress]
  /// This machine's address to connect from; nil for the system's choice.
  var sourceAddress: String?
  /// The source address in the settings; nil where they name none.
  var chosenSource: SourceAddress?
  /// The name to say in EHLO.
  var helloName = ""
}

extension ConnectionRequest {
  /// Looks the host up, and chooses the source address and the name for EHLO.
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
      resolved.helloName = try MachineName.hello(
        chosen: endpoint.helloName, towards: resolved.addresses.first, deadline: deadline)
    }
    return resolved
  }

  /// Chooses the source address, and leaves out addresses of the other family.
  private func chooseSource(
    among found: [HostAddress]
  ) throws(AttemptFailure) -> ResolvedHost {
    guard let source = endpoint.sourceAddress else { return keepSeenAddress(among: found) }
    return ResolvedHost(
      addresses: try endpoint.reachable(among: found), sourceAddress: source.text,
      chosenSource: source)
  }

  /// Uses the seen address again, unless it is of another family or a loopback address.
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
