internal import CProcess
internal import Glibc
internal import MailDiagnosis
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Listens on the loopback addresses for the browser that Microsoft redirects to this machine
/// (RFC 8252 section 7.3), on a thread of its own.
final class SignInListener: Sendable {
  /// How many connections may be open at once; further ones are closed.
  private static let mostConnections = 32
  private static let attempts = 20

  let port: Int
  let queue: AnswerQueue
  private let group: MultiThreadedEventLoopGroup
  private let channels: [any Channel]

  /// Listens on the port `wanted`, or a free one, of 127.0.0.1 and, where there is IPv6, of ::1:
  /// a browser may take `localhost` for either.
  static func start(port wanted: Int?) throws(SignInFailure) -> SignInListener {
    if let wanted, !(1...65_535).contains(wanted) {
      throw .cannotListen(port: wanted, .portOutOfRange)
    }
    let queue = AnswerQueue()
    // NIO crashes where it gets no thread.
    guard queue.isOpen, postern_has_threads(2) else {
      throw .cannotListen(port: wanted ?? 0, .noThread)
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do throws(SignInFailure) {
      let (port, channels) = try bindBoth(bootstrap(group, queue), wanted)
      return SignInListener(port: port, queue: queue, group: group, channels: channels)
    } catch {
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  private init(
    port: Int, queue: AnswerQueue, group: MultiThreadedEventLoopGroup, channels: [any Channel]
  ) {
    (self.port, self.queue, self.group, self.channels) = (port, queue, group, channels)
  }

  /// Closes everything; browsers that still wait get the page `over`.
  func stop() {
    for channel in channels { channel.close(promise: nil) }
    queue.close()
    try? group.syncShutdownGracefully()
  }

  private static func bindBoth(
    _ bootstrap: ServerBootstrap, _ wanted: Int?
  ) throws(SignInFailure) -> (port: Int, channels: [any Channel]) {
    var attempt = 0
    while true {
      attempt += 1
      let first = try bind(bootstrap, "127.0.0.1", wanted ?? 0)
      let port = first.localAddress?.port ?? 0
      do throws(SignInFailure) {
        return (port, [first, try bind(bootstrap, "::1", port)])
      } catch .cannotListen(_, .system(EADDRNOTAVAIL)), .cannotListen(_, .system(EAFNOSUPPORT)) {
        return (port, [first])
      } catch {
        // Another program listens on this port of ::1 and would get the answers.
        first.close(promise: nil)
        if wanted != nil || attempt == attempts { throw error }
      }
    }
  }

  private static func bind(
    _ bootstrap: ServerBootstrap, _ host: String, _ port: Int
  ) throws(SignInFailure) -> any Channel {
    do {
      return try bootstrap.bind(host: host, port: port).wait()
    } catch let error as IOError {
      throw .cannotListen(port: port, ListeningFault(error.errnoCode))
    } catch { throw .cannotListen(port: port, .system(errno: EADDRNOTAVAIL)) }
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ queue: AnswerQueue
  ) -> ServerBootstrap {
    let open = Open()
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 32)
      .childChannelInitializer { channel in
        guard open.add(channel, most: mostConnections) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AnswerHandler(queue))
        }
      }
  }

  /// Counts the open connections.
  private final class Open: Sendable {
    private let count = Atomic(0)

    /// Counts a connection until it is closed; false where there are too many.
    func add(_ channel: any Channel, most: Int) -> Bool {
      let now = count.add(1, ordering: .relaxed).newValue
      channel.closeFuture.whenComplete { _ in self.count.subtract(1, ordering: .relaxed) }
      return now <= most
    }
  }
}

extension ListeningFault {
  fileprivate init(_ number: Int32) {
    self =
      switch number {
      case EADDRINUSE: .portInUse
      case EACCES, EPERM: .notPermitted
      default: .system(errno: number)
      }
  }
}
