internal import Glibc
internal import NIOCore

/// Stops accepting for a while when there is no file descriptor for a connection.
///
/// accept(2) fails then and leaves the connection waiting, so that the listening socket stays
/// readable: it would be called again at once, for ever. NIO's own `AcceptBackoffHandler` delays
/// reads, but leaves the socket registered, and the loop goes on.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  private static let pause = TimeAmount.milliseconds(200)

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? IOError, Self.passes(error.errnoCode) else {
      context.fireErrorCaught(error)
      return
    }
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenFailure { _ in }
    context.eventLoop.scheduleTask(in: Self.pause) {
      channel.setOption(.autoRead, value: true).whenFailure { _ in }
    }
  }

  /// Whether the shortage, of descriptors or memory, may pass by itself.
  private static func passes(_ number: Int32) -> Bool {
    [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(number)
  }
}
