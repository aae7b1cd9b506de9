internal import Forms
internal import Glibc

extension Terminal {
  /// Waits for input, events and signals; returns `[]` only when the timeout has passed.
  ///
  /// The first call returns `.resized` at once. Ctrl-Z (stop) and Ctrl-L (redraw) are handled here
  /// and not returned.
  public mutating func wait<Event: Sendable>(
    _ mailbox: EventMailbox<Event>, timeout: Duration? = nil
  ) -> [TerminalInput<Event>] {
    guard hasToldSize else {
      hasToldSize = true
      _ = measure()
      return [.resized(size)]
    }
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      let ready = sleep(mailbox.reader, until: deadline)
      var inputs: [TerminalInput<Event>] = []
      if ready.signals { react(to: signals.take(), &inputs) }
      if ready.keyboard { readAll(&inputs) }
      if let quiet = quietDeadline, quiet <= .now { translate(decoder.endBySilence(), &inputs) }
      if ready.mailbox { inputs += mailbox.take().map { .posted($0) } }
      if !inputs.isEmpty { return TerminalInput.joiningCharacters(inputs) }
      if let deadline, deadline <= .now { return [] }
    }
  }

  private struct Ready {
    var signals = false
    var keyboard = false
    var mailbox = false
  }

  private func sleep(_ mailbox: Int32, until deadline: ContinuousClock.Instant?) -> Ready {
    // poll() ignores a negative descriptor: while the terminal is not ours, nothing is read.
    let keyboard = isActive && !hasVanished ? STDIN_FILENO : -1
    var sources = [signals.reader, keyboard, mailbox].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let end = [deadline, quietDeadline].compactMap(\.self).min()
    guard poll(&sources, nfds_t(sources.count), Self.milliseconds(until: end)) > 0 else {
      return Ready()
    }
    return Ready(
      signals: sources[0].revents != 0, keyboard: sources[1].revents != 0,
      mailbox: sources[2].revents != 0)
  }

  /// When what the decoder has begun ends, if no more bytes come.
  private var quietDeadline: ContinuousClock.Instant? {
    guard let quietSince, let limit = decoder.silenceLimit else { return nil }
    return quietSince + limit
  }

  /// A timeout for poll(2): -1 for none, rounded up so that poll never returns too early.
  private static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let remaining = ContinuousClock.now.duration(to: end) / .milliseconds(1)
    return Int32(min(max(0, remaining.rounded(.up)), 86_400_000))
  }

  private mutating func react<Event>(
    to arrived: Signals.Arrived, _ inputs: inout [TerminalInput<Event>]
  ) {
    inputs += arrived.requestsToEnd.map { .interrupted(signal: $0) }
    guard inputs.isEmpty else { return }
    let isTaken =
      arrived.contains(SIGTSTP)
      ? suspend(group: false) : arrived.contains(SIGCONT) && resume()
    guard isTaken || arrived.contains(SIGWINCH) else { return }
    if measure() { inputs.append(.resized(size)) } else if !isTaken { repaint() }
  }

  /// Reads all that has come, so that a paste is drawn once; at most 256 KiB, so that endless input
  /// does not keep the program from drawing.
  private mutating func readAll<Event>(_ inputs: inout [TerminalInput<Event>]) {
    var remaining = 262_144
    repeat { remaining -= read(&inputs) } while remaining > 0 && isActive && !hasVanished && hasMore
  }

  private var hasMore: Bool {
    var keyboard = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&keyboard, 1, 0) > 0
  }

  /// Reads once, at most 4096 bytes, which is what the kernel buffers for a terminal; returns the
  /// number of bytes.
  private mutating func read<Event>(_ inputs: inout [TerminalInput<Event>]) -> Int {
    var bytes: [UInt8] = Array(repeating: 0, count: 4096)
    let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 {
      quietSince = .now
      translate(decoder.feed(bytes[..<count]), &inputs)
      return count
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return bytes.count }
    // End of input, or an error such as EIO: the terminal has gone, with or without SIGHUP.
    hasVanished = true
    inputs.append(.interrupted(signal: SIGHUP))
    return 0
  }

  private mutating func translate<Event>(
    _ typed: [TypedInput], _ inputs: inout [TerminalInput<Event>]
  ) {
    for input in typed {
      switch input {
      case .key(.control("z")):
        if suspend(group: true), measure() { inputs.append(.resized(size)) }
      case .key(.control("l")): repaint()
      case .key(let key): inputs.append(.key(key))
      case .paste(let text): inputs.append(.paste(text))
      }
    }
  }
}
