internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Opens listening sockets whose connections speak SMTP.
struct Listener: Sendable {
  let limits: Limits
  let maildir: Maildir
  let connections: OpenConnections
  let memory: MemoryBudget
  let onDelivery: (@Sendable (DeliveredMail) -> Void)?

  /// Returns the port, which is the system's choice when 0 was asked for.
  func bind(_ host: String, port: Int) throws(PracticeServerError) -> Int {
    do {
      let channel = try bootstrap.bind(host: host, port: port).wait()
      connections.add(channel)
      return channel.localAddress?.port ?? port
    } catch let error as IOError {
      throw Self.cause(of: error.errnoCode, host: host, port: port)
    } catch {
      throw .cannotListen(host: host, port: port, errno: EADDRNOTAVAIL)
    }
  }

  /// What is read from a connection at once, in bytes.
  private static let chunk = 16_384

  private var bootstrap: ServerBootstrap {
    ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause())
        }
      }
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.chunk)
      )
      .childChannelInitializer { channel in
        connections.add(channel)
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(
            IdleStateHandler(readTimeout: .seconds(limits.idleSeconds)))
          try pipeline.addHandler(
            SessionHandler(
              limits: limits, maildir: maildir, share: MemoryShare(of: memory),
              isOneTooMany: connections.count > limits.connections, onDelivery: onDelivery))
        }
      }
  }

  private static func cause(of code: Int32, host: String, port: Int) -> PracticeServerError {
    switch code {
    case EADDRINUSE: .portInUse(port)
    case EACCES, EPERM: .portNotPermitted(port)
    default: .cannotListen(host: host, port: port, errno: code)
    }
  }
}
