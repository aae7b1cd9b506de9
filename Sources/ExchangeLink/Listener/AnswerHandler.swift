internal import NIOCore

/// One browser's connection to the listener: takes one request and sends one page.
final class AnswerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// In bytes; Microsoft's codes are far shorter.
  private static let longestTarget = 16_384

  /// How long a connection may stay open, whatever it sends.
  private static let longest = TimeAmount.seconds(20)

  private let queue: AnswerQueue
  private var head = RequestHead()
  private var hasAsked = false

  init(_ queue: AnswerQueue) { self.queue = queue }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasAsked else { return }
    var buffer = unwrapInboundIn(data)
    let bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
    switch head.take(bytes) {
    case .more: return
    case .broken: answer(.notFound, context)
    case .tooLong: answer(.tooLong, context)
    case .request(let method, let target): judge(method, target, context)
    }
    hasAsked = true
  }

  private func judge(_ method: String, _ target: String, _ context: ChannelHandlerContext) {
    if target.utf8.count > Self.longestTarget {
      answer(.tooLong, context)
    } else if method != "GET" || target.prefix(while: { $0 != "?" }) != "/" || !target.contains("?")
    {
      answer(.notFound, context, withBody: method != "HEAD")
    } else {
      ask(target, context)
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
        // Waits until the page is sent, since the program may end after this.
        try? eventLoop.flatSubmit { here.value.handler.answer(page, here.value.context) }.wait()
      })
    if !isTaken { answer(.over, context) }
  }

  @discardableResult
  private func answer(
    _ page: AnswerPage, _ context: ChannelHandlerContext, withBody: Bool = true
  ) -> EventLoopFuture<Void> {
    let fields = page.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
    let head = "HTTP/1.1 \(page.status) \(page.reason)\r\n\(fields)\r\n"
    let bytes = ByteBuffer(string: withBody ? head + page.html : head)
    let sent = context.writeAndFlush(wrapOutboundOut(bytes))
    sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    return sent
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
