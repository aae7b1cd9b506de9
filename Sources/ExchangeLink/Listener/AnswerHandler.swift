internal import NIOCore
internal import NIOHTTP1

/// One browser's connection to the listener: its one request, and the page for it.
final class AnswerHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Far more than a code of Microsoft's takes, in bytes.
  private static let longestTarget = 16_384

  /// How long a connection may be open, whatever comes over it.
  private static let longest = TimeAmount.seconds(20)

  private let queue: AnswerQueue
  private var hasAsked = false

  init(_ queue: AnswerQueue) { self.queue = queue }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data), !hasAsked else { return }
    hasAsked = true
    let path = head.uri.prefix { $0 != "?" }
    if head.uri.utf8.count > Self.longestTarget {
      answer(.tooLong, context)
    } else if head.method != .GET || path != "/" || !head.uri.contains("?") {
      answer(.notFound, context, withBody: head.method != .HEAD)
    } else {
      ask(head.uri, context)
    }
  }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    context.eventLoop.scheduleTask(in: Self.longest) { channel.close(promise: nil) }
    context.fireChannelActive()
  }

  private func ask(_ target: String, _ context: ChannelHandlerContext) {
    let eventLoop = context.eventLoop
    let here = NIOLoopBound((handler: self, context: context), eventLoop: eventLoop)
    let isTaken = queue.put(
      AnswerQueue.Asked(target: target) { page in
        // Sent before the program may end.
        try? eventLoop.flatSubmit { here.value.handler.answer(page, here.value.context) }.wait()
      })
    if !isTaken { answer(.over, context) }
  }

  @discardableResult
  private func answer(
    _ page: AnswerPage, _ context: ChannelHandlerContext, withBody: Bool = true
  ) -> EventLoopFuture<Void> {
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: page.status),
      headers: HTTPHeaders(page.fields.map { ($0.name, $0.value) }))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if withBody {
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page.html)))), promise: nil)
    }
    let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    return sent
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
