internal import NIOCore
internal import NIOPosix

/// A mail server on loopback that accepts everything and keeps each mail in a Maildir.
///
/// It speaks real SMTP (RFC 5321) but relays nothing: a place to try outgoing e-mail with nothing
/// else at hand. It prints nothing, and runs on threads of its own beside a terminal interface.
public struct PracticeServer: Sendable {
  /// The port on which the server listens.
  public let port: Int
  /// The addresses on which the server listens: the one asked for, and `::1` where there is IPv6.
  public let hosts: [String]
  /// The Maildir that the mails are written to.
  public let mailbox: String

  private let connections: OpenConnections

  /// Starts a server.
  ///
  /// - Parameters: - host: a loopback address or `localhost`. - port: 0 lets the system choose a
  ///   free port; see ``port``. - mailbox: the Maildir; its folders are made, with mode 0700, when
  ///   they are missing. - onDelivery: called once for each mail after it is safely on disk, on a
  ///   thread of the server.
  public static func start(
    host: String = "127.0.0.1", port: Int = 0, mailbox: String,
    onDelivery: (@Sendable (DeliveredMail) -> Void)? = nil
  ) throws(PracticeServerError) -> PracticeServer {
    try start(
      host: host, port: port, mailbox: mailbox, limits: Limits(), onDelivery: onDelivery)
  }

  static func start(
    host: String, port: Int, mailbox: String, limits: Limits,
    onDelivery: (@Sendable (DeliveredMail) -> Void)?
  ) throws(PracticeServerError) -> PracticeServer {
    _ = fewThreads
    guard let address = LoopbackAddress(host) else { throw .hostNotLoopback(host) }
    guard (0...65_535).contains(port) else { throw .portOutOfRange(port) }
    let maildir = try Maildir(creating: mailbox)
    let connections = OpenConnections()
    let listener = Listener(
      limits: limits, maildir: maildir, connections: connections,
      memory: MemoryBudget(limits.unfinished), onDelivery: onDelivery)
    let bound = try listener.bind(address.text, port: port)
    var hosts = [address.text]
    // The second family is a courtesy to clients that try IPv6 first: it may be missing.
    if address.text != LoopbackAddress.v6,
      (try? listener.bind(LoopbackAddress.v6, port: bound)) != nil
    {
      hosts.append(LoopbackAddress.v6)
    }
    return PracticeServer(
      port: bound, hosts: hosts, mailbox: maildir.path, connections: connections)
  }

  /// Closes the listening sockets and every connection.
  ///
  /// Returns at once; ``waitUntilStopped()`` returns when the port is free again.
  public func stop() {
    connections.closeAll()
  }

  /// Returns once ``stop()`` was called, from anywhere, and everything is closed; blocks the
  /// calling thread.
  public func waitUntilStopped() {
    connections.waitUntilClosed()
  }

  /// One thread for all connections and two for the disk: NIO's own choice, one of each for every
  /// processor, crashes where a limit on threads is near.
  private static let fewThreads: Void = {
    NIOSingletons.groupLoopCountSuggestion = 1
    NIOSingletons.blockingPoolThreadCountSuggestion = 2
  }()
}
