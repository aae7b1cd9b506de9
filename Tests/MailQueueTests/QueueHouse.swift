import Foundation
import Glibc
import MailDiagnosis
import MailMessage
import MailSettings
import MailTransport
import ServerTrust
import Synchronization
import TestSupport

@testable import MailQueue
@testable import SystemAccess

/// A clock that stands until it is moved, but for a millisecond at each look.
final class TestClock: Sendable {
  private let time: Mutex<(seconds: Int, looks: Int)>

  init(_ start: Int = 1_795_000_000) { time = Mutex((start, 0)) }

  /// Seconds since 1970.
  var now: Int { time.withLock { $0.seconds } }

  /// Milliseconds since 1970.
  func look() -> Int {
    time.withLock { time in
      time.looks += 1
      return time.seconds * 1_000 + time.looks % 1_000
    }
  }

  func move(_ by: Int) { time.withLock { $0.seconds += by } }
}

/// A queue in a folder of its own, and a way to a server.
struct QueueHouse {
  let folder: TemporaryFolder
  let clock = TestClock()
  var disk = Disk()
  var port = 1
  var values: [String: String] = [:]

  init(port: Int = 1, disk: Disk = Disk()) throws {
    folder = try TemporaryFolder(mode: 0o700)
    (self.port, self.disk) = (port, disk)
  }

  var path: String { folder.file("queue") }

  var queue: MailQueue {
    MailQueue(folder: path, disk: disk, clock: { [clock] in clock.look() })
  }

  /// The names in the queue's folder, or in one below it, hidden ones too.
  func names(_ below: String = "") -> [String] {
    let path = below.isEmpty ? path : path + "/" + below
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func settings() throws -> Settings {
    var texts = [
      "system.address": "app@example.org", "system.name": "Your Server",
      "smtp.server": "127.0.0.1", "smtp.port": String(port), "smtp.encryption": "none",
      "smtp.hello-name": "client.example.org", "queue.enabled": "true",
    ]
    texts.merge(values) { $1 }
    var draft = Draft()
    for (key, text) in texts { draft[SettingKey(stringLiteral: key)] = text }
    if texts["authentication.mode"] != nil { draft.smtp.password.type("wrong horse") }
    return try Settings(draft)
  }

  func client(timeout: Duration = .seconds(20)) throws -> MailClient {
    MailClient(
      settings: try settings(), trust: TrustStore(folder: folder.file("trust")), timeout: timeout)
  }

  func identity() throws -> QueueIdentity {
    QueueIdentity(system: try settings().systemAddress, host: "host.example.org")
  }

  /// Runs the queue over a new connection.
  func run(
    _ selection: QueueSelection = .due, mark: String = "1",
    cancellation: Cancellation = Cancellation(), observe: (QueueEvent) -> Void = { _ in }
  ) throws -> QueueRunResult {
    let sender = MailSender(try client(), cancellation: cancellation)
    defer { sender.close() }
    let way = QueueWay(
      sender, try identity(), giveUpAfter: try requireSettings(settings().queue).giveUpAfter,
      mark: mark)
    return try queue.run(selection, by: way, cancellation: cancellation, observe: observe)
  }

  /// Tries a mail as whoever takes it does, and keeps it where that was in vain.
  func handIn(
    _ mail: RenderedMail = .sample(), to recipients: [String] = ["bob@example.com"],
    from sender: String? = "alice@example.com", mark: String = "1"
  ) throws -> KeptMail? {
    let sending = MailSender(try client())
    defer { sending.close() }
    let envelope = try Envelope.to(recipients)
    let report = sending.send(mail, envelope: envelope)
    return try queue.keep(
      mail, envelope, try MailOrigin(sender: sender.map { try MailAddress(typed: $0) }),
      after: report, try identity(), mark: mark)
  }
}

private func requireSettings<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw TestFailure("the queue is off") }
  return value
}

extension Envelope {
  static func to(_ recipients: [String]) throws -> Envelope {
    Envelope(
      sender: try MailAddress(typed: "app@example.org"),
      recipients: try recipients.map { try MailAddress(typed: $0) })
  }
}

extension RenderedMail {
  static func sample(_ subject: String = "Hello", body: String = "All is well.\r\n") -> RenderedMail
  {
    let text =
      "From: app@example.org\r\nTo: bob@example.com\r\nBcc: secret@example.com\r\n"
      + "Subject: \(subject)\r\nMessage-ID: <1@example.org>\r\n\r\n\(body)"
    return RenderedMail(bytes: Array(text.utf8), messageID: "<1@example.org>")
  }
}

extension MessageContent {
  /// All of it.
  func bytes() throws -> [UInt8] {
    var pieces = pieces()
    var bytes: [UInt8] = []
    while let piece = try pieces.next() { bytes += piece }
    return bytes
  }
}
