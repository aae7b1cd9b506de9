internal import Glibc
internal import NIOCore
internal import NIOPosix
public import Submission

/// Listens on loopback addresses and speaks SMTP on every connection, on a thread of its own.
///
/// Each connection has a `SubmissionSession` and an owner, who decides about its mails.
public final class SubmissionListener: Sendable {
  /// The bounds of all connections together.
  public struct Limits: Sendable {
    /// Simultaneous connections, the listening sockets included.
    public var connections = 500
    /// Seconds without a byte from the client (RFC 5321 section 4.5.3.2.7).
    public var idleSeconds: Int64 = 300

    /// The usual bounds.
    public init() {}
  }

  private let policy: SubmissionPolicy
  private let limits: Limits
  private let makeOwner: @Sendable (_ client: SubmissionPeer) -> any SubmissionOwner
  private let connections = OpenConnections()

  /// A listener that listens nowhere yet.
  ///
  /// `makeOwner` is told who has connected, on the listener's thread.
  public init(
    policy: SubmissionPolicy, limits: Limits = Limits(),
    makeOwner: @escaping @Sendable (_ client: SubmissionPeer) -> any SubmissionOwner
  ) {
    _ = Threads.few
    self.policy = policy
    self.limits = limits
    self.makeOwner = makeOwner
  }

  /// Listens on an address; returns the port, which is the system's choice when 0 was asked for.
  public func listen(on address: ListenAddress) throws(ListenError) -> Int {
    do {
      let channel = try bootstrap.bind(host: address.host, port: address.port).wait()
      add(channel)
      return channel.localAddress?.port ?? address.port
    } catch let error as IOError {
      throw Self.cause(of: error.errnoCode, address)
    } catch {
      throw .refused(host: address.host, port: address.port, errno: EADDRNOTAVAIL)
    }
  }

  /// Stops accepting: the listening sockets are closed, the connections stay.
  public func stopListening() { connections.closeListening() }

  /// Closes the listening sockets and every connection.
  ///
  /// Returns at once; ``waitUntilStopped()`` returns when the ports are free again.
  public func stop() { connections.closeAll() }

  /// Returns once ``stop()`` was called, from anywhere, and everything is closed; blocks the
  /// calling thread.
  public func waitUntilStopped() { connections.waitUntilClosed() }

  /// Keeps a listening socket, to be closed with the others.
  func add(_ listening: any Channel) { connections.add(listening, isListening: true) }

  /// The most that is read from a connection at once, in bytes.
  private static let chunk = 16_384

  var bootstrap: ServerBootstrap {
    ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause())
        }
      }
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.chunk)
      )
      .childChannelInitializer { [self] channel in
        connections.add(channel)
        return SubmissionPeer.of(channel).flatMapThrowing { peer in
          try self.addHandlers(to: channel, peer)
        }
      }
  }

  private func addHandlers(to channel: any Channel, _ peer: SubmissionPeer) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(readTimeout: .seconds(limits.idleSeconds)))
    try pipeline.addHandler(
      SessionHandler(
        policy: policy, owner: makeOwner(peer),
        isOneTooMany: connections.count > limits.connections))
  }

  private static func cause(of code: Int32, _ address: ListenAddress) -> ListenError {
    switch code {
    case EADDRINUSE: .portInUse(address.port)
    case EACCES, EPERM: .portNotPermitted(address.port)
    default: .refused(host: address.host, port: address.port, errno: code)
    }
  }
}

/// Decides about the mails that come over one connection of a ``SubmissionListener``.
///
/// Every method is called on the listener's thread, which must not be blocked.
public protocol SubmissionOwner: AnyObject {
  /// Answers a question: `reply` is called once, now or later and on any thread, with what
  /// `SubmissionSession.answer` takes.
  func answer(
    _ question: SubmissionSession.Question, about mail: SubmittedMail,
    _ reply: @escaping @Sendable (SMTPReply?) -> Void)

  /// Takes a part of the message; returns the reply that refuses the message, or nil.
  func take(_ content: [UInt8]) -> SMTPReply?

  /// Forgets the mail that is under way.
  func dropMail()
}

/// The threads of all listeners.
public enum Threads {
  /// Runs what blocks, such as writing a file, on one of two threads beside the listener's.
  public static func runBlocking(_ work: @escaping @Sendable () -> Void) {
    _ = few
    NIOThreadPool.singleton.submit { _ in work() }
  }

  /// One thread for all connections and two for the disk: NIO's own choice, one of each for every
  /// processor, crashes where a limit on threads is near.
  static let few: Void = {
    NIOSingletons.groupLoopCountSuggestion = 1
    NIOSingletons.blockingPoolThreadCountSuggestion = 2
  }()
}
