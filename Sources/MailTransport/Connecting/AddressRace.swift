internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// Connects to one of a host's addresses as in RFC 8305: IPv6 and IPv4 alternate, each attempt
/// begins 250 ms after the one before or as soon as that has failed, and the first connection is
/// used.
///
/// An address that was connected to but then failed is left out of the next race.
struct AddressRace {
  /// The addresses that have not failed yet, in the order to try them.
  private(set) var remaining: [HostAddress]
  /// The addresses that have failed, and how.
  private(set) var trials: [AddressTrial] = []
  private let port: String
  private let source: String?
  private let chosenSource: SourceAddress?

  /// RFC 8305 section 5: the Connection Attempt Delay.
  private static let delay = Duration.milliseconds(250)
  /// The most addresses that are tried: a name may have any number.
  private static let most = 20

  init(_ host: ResolvedHost, _ port: Port) {
    remaining = Array(Self.interleaved(host.addresses).prefix(Self.most))
    (self.port, source, chosenSource) = (port.text, host.sourceAddress, host.chosenSource)
  }

  /// Alternates the address families, beginning with the one that the system prefers (RFC 8305
  /// section 4).
  static func interleaved(_ addresses: [HostAddress]) -> [HostAddress] {
    let first = addresses.filter { $0.isIPv6 == addresses.first?.isIPv6 }
    let second = addresses.filter { $0.isIPv6 != addresses.first?.isIPv6 }
    return (0..<max(first.count, second.count)).flatMap { index in
      [first, second].compactMap { index < $0.count ? $0[index] : nil }
    }
  }

  /// Connects; throws once every address has failed or the time is over.
  ///
  /// - Parameter watch: called when no address has answered for a while.
  mutating func connect(
    _ deadline: Deadline, _ watch: ConnectWatch
  ) throws(AttemptFailure) -> TCPSocket {
    var round = Round(remaining, port: port, source: source, delay: Self.delay)
    defer { round.end() }
    do throws(AttemptFailure) {
      while true {
        try round.startWhatIsDue()
        if let chosenSource, let shortage = round.shortage(of: chosenSource) {
          throw AttemptFailure(.system(shortage))
        }
        if let socket = round.winner() { return taken(socket, round) }
        if round.isOver { throw AttemptFailure(round.ending) }
        try watch.look(round.waiting, deadline)
        try round.wait(deadline, until: watch.nextLook ?? deadline.instant, orFor: watch.readEnd)
      }
    } catch {
      trials += round.trials
      remaining = []
      throw error
    }
  }

  private mutating func taken(_ socket: TCPSocket, _ round: Round) -> TCPSocket {
    let failed = round.failed
    trials += failed
    remaining.removeAll { address in
      address == socket.peer || failed.contains { $0.address == address.text }
    }
    return socket
  }

  /// Records how an address failed that was connected to.
  mutating func add(_ address: HostAddress, _ ending: Ending) {
    trials.append(AddressTrial(address: address.text, end: .ended(ending)))
  }
}

extension AddressRace {
  /// The attempts that are under way at the same time.
  fileprivate struct Round {
    private var pending: ArraySlice<HostAddress>
    private var open: [(address: HostAddress, descriptor: Int32)] = []
    private(set) var failed: [AddressTrial] = []
    private var errors: [Int32] = []
    /// Why the source address was not taken.
    private var unbound: Int32?
    private var nextStart = ContinuousClock.now
    private let port: String
    private let source: String?
    private let delay: Duration

    init(_ addresses: [HostAddress], port: String, source: String?, delay: Duration) {
      pending = addresses[...]
      (self.port, self.source, self.delay) = (port, source, delay)
    }

    /// Whether no attempt is left.
    var isOver: Bool { open.isEmpty && pending.isEmpty }
    /// The addresses that have not answered yet.
    var waiting: [HostAddress] { open.map(\.address) }
    /// How each address has failed so far.
    var trials: [AddressTrial] {
      failed + open.map { AddressTrial(address: $0.address.text, end: .noAnswer) }
        + pending.map { AddressTrial(address: $0.text, end: .notTried) }
    }

    /// How the race ended when all have failed: a refusal tells more than a missing route.
    var ending: Ending {
      if errors.contains(ETIMEDOUT), !errors.contains(ECONNREFUSED) { return .timedOut }
      let number = errors.contains(ECONNREFUSED) ? ECONNREFUSED : errors.first ?? EHOSTUNREACH
      return .refused(errno: number)
    }

    /// What is wrong with the source address; nil where that is not the reason.
    func shortage(of source: SourceAddress) -> SystemShortage? {
      switch unbound {
      case EADDRNOTAVAIL: .sourceAddress(source)
      case EINVAL: .localSourceAddress(source)
      default: nil
      }
    }

    mutating func startWhatIsDue() throws(AttemptFailure) {
      while open.isEmpty || ContinuousClock.now >= nextStart, let address = pending.popFirst() {
        try start(address)
        nextStart = .now + delay
      }
    }

    private mutating func start(_ address: HostAddress) throws(AttemptFailure) {
      switch SocketAddress.connecting(to: address, port: port, from: source) {
      case .descriptor(let descriptor): open.append((address, descriptor))
      case .failed(EMFILE), .failed(ENFILE): throw AttemptFailure(.system(.files))
      case .failed(let number) where [ENOBUFS, ENOMEM].contains(number):
        throw AttemptFailure(.other(.system(errno: number)))
      case .unbound(let number):
        unbound = number
        fail(address, number)
      case .failed(let number): fail(address, number)
      }
    }

    private mutating func fail(_ address: HostAddress, _ number: Int32) {
      errors.append(number)
      failed.append(AddressTrial(address: address.text, end: .notConnected(errno: number)))
    }

    /// Sleeps until an attempt has succeeded or failed, the next one is due, or the limit is
    /// reached.
    func wait(
      _ deadline: Deadline, until limit: ContinuousClock.Instant, orFor other: Int32
    ) throws(AttemptFailure) {
      let sources =
        open.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
        + [pollfd(fd: other, events: Int16(POLLIN), revents: 0)]
      let limit = pending.isEmpty ? limit : min(limit, nextStart)
      try deadline.poll(sources, until: limit)
    }

    /// The first connection that was made; nil if none was.
    mutating func winner() -> TCPSocket? {
      for (address, descriptor) in open {
        guard let number = SocketAddress.result(of: descriptor) else { continue }
        open.removeAll { $0.descriptor == descriptor }
        if number == 0 { return TCPSocket(descriptor, peer: address) }
        close(descriptor)
        fail(address, number)
        nextStart = .now
      }
      return nil
    }

    mutating func end() {
      open.forEach { close($0.descriptor) }
      open = []
    }
  }
}
