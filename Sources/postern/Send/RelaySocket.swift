import Glibc
import MailDiagnosis
import MailMessage
import MailSettings
import MailTransport
import OutgoingMail
import ServerTrust
import SystemAccess
import SettingsStore

/// The socket of the machine's relay, for users who may not read the set-up's secrets.
struct RelaySocket {
  /// The socket of the relay of /etc/postern; `$POSTERN_SOCKET` names another one.
  static var usual: String {
    getenv("POSTERN_SOCKET").map { String(cString: $0) } ?? "/run/postern/submit"
  }

  let path: String

  /// A client that sends by the relay as the user of this process.
  func client(timeout: Duration = .seconds(300)) throws(Failure) -> MailClient {
    try check()
    var draft = Draft()
    draft.smtp.server.text = "localhost"
    draft.system.address.text = Self.user
    let settings: Settings
    do throws(SettingProblem) { settings = try Settings(draft) } catch {
      throw .wrongSetting(error)
    }
    return MailClient(
      settings: settings, trust: TrustStore(folder: "/nonexistent"), timeout: timeout
    )
    .through(socket: path)
  }

  /// Connects standard input and output with the relay: `sendmail -bs`.
  func speak() throws(Failure) {
    let descriptor = try connected()
    defer { close(descriptor) }
    var isInputOpen = true
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let input = isInputOpen ? STDIN_FILENO : -1
      var sources = [input, descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if poll(&sources, 2, -1) < 0 { continue }
      if sources[0].revents != 0 {
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count > 0 { Self.write(buffer[..<count], to: descriptor) }
        if count == 0 || count < 0 && errno != EINTR {
          isInputOpen = false
          shutdown(descriptor, Int32(SHUT_WR))
        }
      }
      if sources[1].revents != 0 {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        Output.dialogue(String(decoding: buffer[..<count], as: UTF8.self))
      }
    }
  }

  /// The user of this process as an address of this machine.
  static var user: String { "\(UserDatabase.name(getuid()) ?? "user\(getuid())")@localhost" }

  /// Throws where nobody listens.
  private func check() throws(Failure) { close(try connected()) }

  private func connected() throws(Failure) -> Int32 {
    do throws(SocketError) { return try UnixSocket.connect(path) } catch {
      throw .noRelay(path, SystemError(error.errno))
    }
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

extension SendmailArguments {
  /// The relay's socket, where the machine's set-up is to be used by a user who may not read it;
  /// else nil.
  func relaySocket() throws(Failure) -> RelaySocket? {
    let home = try homeFolder()
    guard home == Self.machine, geteuid() != 0 else { return nil }
    let files = ["postern.toml", "secrets.toml"].map { "\(home)/\($0)" }
    let isHidden = files.contains { access($0, R_OK) != 0 && errno == EACCES }
    return isHidden ? RelaySocket(path: RelaySocket.usual) : nil
  }

  /// The envelope sender for the relay, which may be a name on this machine.
  func localSender() throws(Failure) -> MailAddress {
    let text = sender.map { $0.contains("@") ? $0 : "\($0)@localhost" } ?? RelaySocket.user
    do throws(Problem) { return try MailAddress(typed: text) } catch {
      throw .wrongSender(text, error)
    }
  }

  /// The sender that the header has to name, and whether even against its own From: the relay
  /// learns the options from the header alone.
  func uncompletedSender(
    _ trigger: SenderPolicy.HandedTrigger
  ) throws(Failure) -> (Mailbox?, isForced: Bool) {
    if case .user(let actor?) = trigger { return (actor, true) }
    guard let fullName else { return (nil, false) }
    return (Mailbox(name: try Self.name(fullName, "-F"), address: try localSender()), false)
  }
}
