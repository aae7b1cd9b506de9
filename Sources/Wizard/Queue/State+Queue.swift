import Forms
import MailSettings

extension State {
  /// The set-up of the whole machine, whose relay every user finds by its socket.
  private static let machine = "/etc/postern"
  private static let address = "127.0.0.1:2525"
  private static let socket = "/run/postern/submit"

  /// Whether the set-up is the one that systemd's units are for.
  var isOfTheMachine: Bool { surroundings.home == Self.machine }

  /// Whether other programs hand in mail.
  var isRelayOn: Bool { !draft.relay.listen.isEmpty || !draft.relay.socket.isEmpty }

  /// Whether mails wait that cannot be passed on.
  var keepsMails: Bool { draft.queue.enabled.value == true }

  /// Reads the queue whenever its page is opened.
  mutating func readQueueOnEntry(_ before: State) -> [Effect] {
    guard page == .queue, before.page != .queue || size.rows > 0 && queue == nil, work == nil else {
      return []
    }
    return [.queue(run: begin(.queue), .read)]
  }

  mutating func take(_ look: QueueLook) {
    work = nil
    queue = look
    if let end = look.end { notice = .queue(end) }
  }

  /// Switches the relay on or off.
  mutating func toggleRelay() {
    guard mayEdit() else { return }
    let isOn = isRelayOn
    draft[.relayListen] = isOn ? "" : Self.address
    draft[.relaySocket] = isOn || !isOfTheMachine ? "" : Self.socket
  }

  mutating func toggleQueue() {
    guard mayEdit() else { return }
    draft[.queueEnabled] = keepsMails ? "" : "true"
  }

  /// Tries a mail at once.
  mutating func retry(_ id: String) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    return cleared + [.queue(run: begin(.queue), .retry(id))]
  }

  mutating func deleteMail(_ id: String) -> [Effect] {
    guard let cleared = clearTheWay() else { return [] }
    return cleared + [.queue(run: begin(.queue), .delete(id))]
  }

  /// The mail that has the focus.
  var focusedMail: WaitingMail? {
    guard case .mail(let id) = focus else { return nil }
    return queue?.mails.first { $0.id == id }
  }
}
