internal import Glibc
internal import NIOCore

/// Who has connected to a ``SubmissionListener``.
public enum SubmissionPeer: Equatable, Sendable {
  /// By TCP: the client's numeric address and port, and the port that it has connected to.
  case address(String, port: Int, to: Int)
  /// By a Unix socket: the user and the process that have opened it, as the kernel says
  /// (SO_PEERCRED of unix(7)).
  case user(id: UInt32, process: Int32)

  /// The client's address; `127.0.0.1` for a client of a Unix socket.
  public var address: String {
    switch self {
    case .address(let host, _, _): host
    case .user: "127.0.0.1"
    }
  }
}

/// What the kernel tells of the other end of a Unix socket: struct ucred of unix(7).
private struct PeerCredentials {
  var process: Int32 = 0
  var user: UInt32 = 0
  var group: UInt32 = 0
}

extension SubmissionPeer {
  /// Who is at the other end of a channel that was just accepted; called on its event loop.
  static func of(_ channel: any Channel) -> EventLoopFuture<SubmissionPeer> {
    let remote = channel.remoteAddress
    if let own = channel.localAddress, own.ipAddress != nil {
      // A client that is gone already has no address.
      let peer = address(
        remote?.ipAddress ?? "127.0.0.1", port: remote?.port ?? 0, to: own.port ?? 0)
      return channel.eventLoop.makeSucceededFuture(peer)
    }
    guard let provider = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
    }
    let found: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
      level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    return found.map { .user(id: $0.user, process: $0.process) }
  }
}
