internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Joins one connection to its dialogue: bytes in, replies out, mails to the Maildir.
final class SessionHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let limits: Limits
  private let maildir: Maildir
  private let share: MemoryShare
  private let isOneTooMany: Bool
  private let onDelivery: (@Sendable (DeliveredMail) -> Void)?

  private var dialogue: Dialogue
  private var lines: LineReader
  private var message: MessageReader?
  private var incoming = ByteBuffer()
  /// While a mail is written, or once the connection is to be closed, nothing more is read.
  private var isPaused = false

  init(
    limits: Limits, maildir: Maildir, share: MemoryShare, isOneTooMany: Bool = false,
    onDelivery: (@Sendable (DeliveredMail) -> Void)?
  ) {
    self.limits = limits
    self.maildir = maildir
    self.share = share
    self.isOneTooMany = isOneTooMany
    self.onDelivery = onDelivery
    dialogue = Dialogue(limits: limits)
    lines = LineReader(limit: limits.commandLine)
  }

  func channelActive(context: ChannelHandlerContext) {
    if isOneTooMany { close(.tooManyConnections, context) } else { send(.greeting, context) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var chunk = unwrapInboundIn(data)
    incoming.writeBuffer(&chunk)
    proceed(context)
    incoming.discardReadBytes()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is IdleStateHandler.IdleStateEvent else {
      context.fireUserInboundEventTriggered(event)
      return
    }
    // A pause is ours, not the client's.
    if !isPaused { close(.idle, context) }
  }

  /// A client that takes no replies gets none, instead of filling the memory with them.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    read(context)
    proceed(context)
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func proceed(_ context: ChannelHandlerContext) {
    while !isPaused, context.channel.isWritable {
      if message != nil {
        let isFinished = message?.consume(&incoming) == true
        if !account() {
          message?.drop()
          _ = account()
        }
        guard isFinished else { return }
        finishMessage(context)
      } else {
        guard let line = lines.next(&incoming) else { return }
        react(to: line, context)
      }
    }
  }

  private func react(to line: LineReader.Line, _ context: ChannelHandlerContext) {
    switch dialogue.receive(line) {
    case .reply(let reply):
      if account() { return send(reply, context) }
      dialogue.messageEnded()
      _ = account()
      send(.noMemory, context)
    case .message:
      message = MessageReader(limit: limits.message)
      send(.startOfData, context)
    case .close(let reply): close(reply, context)
    }
  }

  private func finishMessage(_ context: ChannelHandlerContext) {
    guard let message, let envelope = dialogue.envelope else { return }
    self.message = nil
    if message.isTooLarge || message.isDropped {
      dialogue.messageEnded()
      _ = account()
      return send(message.isTooLarge ? .messageTooLarge : .noMemory, context)
    }
    let delivery = Delivery(
      maildir: maildir, dialogue: dialogue, envelope: envelope, message: message.bytes,
      size: message.size, clientAddress: context.remoteAddress?.ipAddress ?? "127.0.0.1")
    dialogue.messageEnded()
    pause(true, context)
    let onDelivery = onDelivery
    NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) {
      let mail = try delivery.perform()
      onDelivery?(mail)
    }.assumeIsolated().whenComplete { result in
      _ = self.account()
      self.send(Self.answer(to: result), context)
      self.pause(false, context)
      self.proceed(context)
    }
  }

  private static func answer(to result: Result<Void, any Error>) -> Reply {
    switch result {
    case .success: Reply(250, "2.0.0", "Message accepted for delivery")
    case .failure(let error):
      switch (error as? Maildir.WriteError)?.code {
      case ENOSPC, EDQUOT: Reply(452, "4.3.1", "The disk is full")
      default: Reply(451, "4.3.0", "The mailbox folder can't be written to")
      }
    }
  }

  /// Counts what this connection's mail takes; false when there is no memory for it.
  private func account() -> Bool {
    share.resize(to: (dialogue.envelope?.bytes ?? 0) + (message?.bytes.count ?? 0))
  }

  private func pause(_ isPaused: Bool, _ context: ChannelHandlerContext) {
    self.isPaused = isPaused
    read(context)
  }

  /// Without automatic reading, what a client sends meanwhile stays in the kernel's buffers.
  private func read(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    let reads = !isPaused && context.channel.isWritable
    context.channel.setOption(.autoRead, value: reads).whenFailure { _ in }
  }

  private func send(_ reply: Reply, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply.wire)), promise: nil)
  }

  private func close(_ reply: Reply, _ context: ChannelHandlerContext) {
    isPaused = true
    let buffer = wrapOutboundOut(ByteBuffer(string: reply.wire))
    context.writeAndFlush(buffer).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
  }
}
