internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Opens listening sockets whose connections speak SMTP.
struct Listener: Sendable {
  let limits: Limits
  let maildir: Maildir
  let connections: OpenConnections
  let onDelivery: (@Sendable (DeliveredMail) -> Void)?

  /// Returns the port, which is the system's choice when 0 was asked for.
  func bind(_ host: String, port: Int) async throws(PracticeServerError) -> Int {
    do {
      let channel = try await bootstrap.bind(host: host, port: port).get()
      connections.add(channel)
      return channel.localAddress?.port ?? port
    } catch let error as IOError {
      throw Self.cause(of: error.errnoCode, host: host, port: port)
    } catch {
      throw .cannotListen(host: host, port: port, errno: EADDRNOTAVAIL)
    }
  }

  private var bootstrap: ServerBootstrap {
    ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 128)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        connections.add(channel)
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(
            IdleStateHandler(readTimeout: .seconds(limits.idleSeconds)))
          try pipeline.addHandler(
            SessionHandler(limits: limits, maildir: maildir, onDelivery: onDelivery))
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
