internal import NIOCore
internal import Submission

/// Joins one connection to its session: bytes in, replies out, questions to the owner.
final class SessionHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let owner: any SubmissionOwner
  private let isOneTooMany: Bool
  private var session: SubmissionSession
  private var isProceeding = false
  private var isReading = true
  /// Whether the connection has closed. A reply that cannot be sent closes it within the loop of
  /// `proceed`, which must then stop.
  private var isOver = false

  init(policy: SubmissionPolicy, owner: any SubmissionOwner, isOneTooMany: Bool = false) {
    self.owner = owner
    self.isOneTooMany = isOneTooMany
    session = SubmissionSession(policy: policy)
  }

  func channelActive(context: ChannelHandlerContext) {
    if isOneTooMany { session.end(.tooManyConnections(session.policy)) }
    proceed(context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    session.receive(Array(unwrapInboundIn(data).readableBytesView))
    proceed(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    isOver = true
    owner.dropMail()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // Earlier commands are still answered: a client may close its sending side and only listen.
    if case .inputClosed? = event as? ChannelEvent {
      session.inputEnded()
      return proceed(context)
    }
    guard event is IdleStateHandler.IdleStateEvent else {
      context.fireUserInboundEventTriggered(event)
      return
    }
    // While an answer is waited for, the silence is ours, not the client's.
    if session.isWaiting { return }
    session.end(.idle(session.policy))
    proceed(context)
    // A client that reads no replies would not read the last one either.
    if !context.channel.isWritable { context.close(promise: nil) }
  }

  /// Goes on once the client reads again: replies that it does not read must not fill the memory.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    proceed(context)
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func proceed(_ context: ChannelHandlerContext) {
    // An owner that answers at once calls this from within the loop below.
    guard !isProceeding else { return }
    isProceeding = true
    while !isOver, context.channel.isWritable, let output = session.next() {
      perform(output, context)
    }
    isProceeding = false
    read(context)
  }

  private func perform(_ output: SubmissionSession.Output, _ context: ChannelHandlerContext) {
    switch output {
    case .reply(let reply):
      let buffer = wrapOutboundOut(ByteBuffer(string: reply.wire))
      context.writeAndFlush(buffer, promise: nil)
    case .ask(let question, let mail): ask(question, mail, context)
    case .content(let content): if let refusal = owner.take(content) { refuse(refusal) }
    case .mailDropped: owner.dropMail()
    // No policy here offers TLS.
    case .startTLS: context.close(promise: nil)
    case .close: closeWhenSent(context)
    }
  }

  private func refuse(_ reply: SMTPReply) {
    session.refuseMessage(reply)
    owner.dropMail()
  }

  private func ask(
    _ question: SubmissionSession.Question, _ mail: SubmittedMail,
    _ context: ChannelHandlerContext
  ) {
    let eventLoop = context.eventLoop
    let here = NIOLoopBound((handler: self, context: context), eventLoop: eventLoop)
    owner.answer(question, about: mail) { reply in
      if eventLoop.inEventLoop {
        here.value.handler.answer(reply, here.value.context)
      } else {
        eventLoop.execute { here.value.handler.answer(reply, here.value.context) }
      }
    }
  }

  private func answer(_ reply: SMTPReply?, _ context: ChannelHandlerContext) {
    session.answer(reply)
    proceed(context)
  }

  /// Switches reading off while the session cannot go on: what the client sends meanwhile stays in
  /// the kernel's buffers.
  private func read(_ context: ChannelHandlerContext) {
    let reads = !session.isWaiting && context.channel.isWritable
    guard context.channel.isActive, reads != isReading else { return }
    isReading = reads
    context.channel.setOption(.autoRead, value: reads).whenFailure { _ in }
  }

  private func closeWhenSent(_ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
  }
}
