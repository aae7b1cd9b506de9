internal import CProcess
import Glibc
import MailDiagnosis
import MailSettings
import OutgoingMail
import Submission
import SubmissionListener
import SystemAccess

/// The relay as a process: its sockets, its signals and its messages.
struct RelayService {
  let watch: SetUpWatch
  /// `--home` for suggested commands, as it was given.
  let home: String
  /// Whether a line for every mail goes to standard error.
  let isTold: Bool

  /// How many threads have to be free, since NIO crashes without.
  private static let threads: Int32 = 8
  /// How long mails under way may take at the end; a service manager kills later.
  private static let longestEnd = Duration.seconds(80)

  /// Runs until a signal ends it.
  func run(listen: String?, socket: String?) throws {
    guard postern_has_threads(Self.threads) else { throw Failure(.processes) }
    let reading = watch.current()
    if let fault = reading.fault {
      // With a queue, the relay runs all the same: mails wait until the set-up is mended.
      guard reading.usable != nil else { throw Failure(fault, home) }
      Output.message(Failure(fault, home).message)
    }
    SystemLog.open()
    let relay = Relay(watch, home: home) { [isTold] mail in
      SystemLog.note(mail.line)
      if isTold { Output.note(mail.line) }
    }
    let listener = SubmissionListener(policy: .relay) { RelayOwner(relay, $0) }
    let stop = WakePipe()
    try EndingSignals.watch { _ in stop.ring() }
    let places = try open(
      listener, listen ?? reading.usable?.settings.relay.listen?.text,
      socket ?? reading.usable?.settings.relay.socket?.text)
    guard relay.start() else { throw Failure(.processes) }
    for place in places { Output.note(RelayWords.listening(on: place.text)) }
    ServiceManager.notify("READY=1\nSTATUS=\(RelayWords.status(places.map(\.text)))")
    WakePipe.wait(for: [stop])
    ServiceManager.notify("STOPPING=1")
    end(listener, relay, places)
  }

  /// A place where programs can connect.
  private struct Place {
    let text: String
    /// The file of a socket that is deleted at the end.
    var file: String?
  }

  private func open(
    _ listener: SubmissionListener, _ listen: String?, _ socket: String?
  ) throws(Failure) -> [Place] {
    var places: [Place] = []
    do throws(ListenError) {
      for descriptor in ServiceManager.inheritedSockets() {
        places.append(Place(text: try listener.listen(onInherited: descriptor)))
      }
      guard places.isEmpty else { return places }
      if let listen {
        let address = try ListenAddress(text: listen)
        let port = try listener.listen(on: address)
        places.append(Place(text: address.text(port)))
      }
      if let socket {
        // A folder in /run is gone after the next boot.
        mkdir(String(socket[..<(socket.lastIndex(of: "/") ?? socket.startIndex)]), 0o755)
        try listener.listen(onSocket: socket)
        places.append(Place(text: socket, file: socket))
      }
    } catch { throw Failure(error) }
    guard !places.isEmpty else { throw .nowhereToListen }
    return places
  }

  /// Accepts no new connections, waits for the mails under way, and closes.
  private func end(_ listener: SubmissionListener, _ relay: Relay, _ places: [Place]) {
    relay.stop()
    places.compactMap(\.file).forEach { unlink($0) }
    listener.stopListening()
    let limit = ContinuousClock.now + Self.longestEnd
    while !relay.isQuiet, .now < limit { usleep(20_000) }
    listener.stop()
    listener.waitUntilStopped()
  }
}

extension SubmissionPolicy {
  static let relay = passingOn(as: "Postern relay")

  /// The policy of a session whose mails are passed on: names on this machine are accepted, and the
  /// server limits the size.
  static func passingOn(as software: String) -> SubmissionPolicy {
    var policy = SubmissionPolicy(
      serverName: "localhost", software: software,
      help: SMTPReply.help, takesLocalNames: true)
    policy.limits.message = 1_073_741_824
    policy.limits.recipients = 10_000
    return policy
  }
}
