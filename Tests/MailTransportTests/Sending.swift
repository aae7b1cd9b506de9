import Foundation
import MailDiagnosis
import MailSettings
import MailTransport
import ServerTrust
import SystemAccess
import TestSupport

/// One test e-mail to a server on loopback, set up as a person would.
struct Sending: Sendable {
  var host = "localhost"
  var port: Int
  var encryption = Encryption.none
  var user: String?
  var password = "correct horse"
  /// Typed whatever the mode is.
  var smtpPassword = ""
  var incomingPassword = ""
  var values: [String: String] = [:]
  /// PEM files of what is imported for the server.
  var imported: [String] = []
  /// Files of the trust store, `HOST_PORT`, that shall hold the same.
  var alsoTrusted: [String] = []
  var commandRefusal: Refusal?
  var recipient = "bob@example.com"
  var dryRun = false
  var timeout = Duration.seconds(20)

  init(
    _ port: Int, _ encryption: Encryption = .none, user: String? = nil,
    _ change: (inout Sending) -> Void = { _ in }
  ) {
    self.port = port
    self.encryption = encryption
    self.user = user
    change(&self)
  }

  /// Why no command may be run.
  struct Refusal: WordedError {
    let sentence: String
    let endsWithCommand = false
  }

  func settings() throws -> Settings { try Settings(draft()) }

  private func draft() throws -> Draft {
    var draft = Draft()
    var texts = [
      "system.address": "app@example.org", "system.name": "Your Server", "smtp.server": host,
      "smtp.port": String(port), "smtp.encryption": encryption.text,
      "smtp.hello-name": "client.example.org",
    ]
    draft.smtp.password.type(smtpPassword)
    draft.incoming.password.type(incomingPassword)
    if let user {
      texts["authentication.mode"] = "password"
      texts["authentication.user"] = user
      draft.smtp.password.type(password)
    }
    for (key, text) in texts.merging(values, uniquingKeysWith: { $1 }) {
      guard let setting = Setting.named(key) else {
        throw TestFailure("no setting \(key)")
      }
      draft[setting] = text
    }
    return draft
  }

  /// Logs in at the incoming mailbox alone.
  func signIn() async throws -> DeliveryReport {
    let folder = try TemporaryFolder()
    try trust(in: folder)
    let report = await IncomingSignIn(
      server: try IncomingServer(draft()), trust: TrustStore(folder: folder.path), timeout: timeout
    ).run(observe: { _ in })
    return withExtendedLifetime(folder) { report }
  }

  private func trust(in folder: TemporaryFolder) throws {
    let pem = try imported.map { try String(contentsOfFile: $0, encoding: .utf8) }
    if !pem.isEmpty {
      for name in ["\(host)_\(port)"] + alsoTrusted {
        try folder.write("\(name).pem", pem.joined())
      }
    }
  }

  func client(_ folder: TemporaryFolder) throws -> MailClient {
    try trust(in: folder)
    return MailClient(
      settings: try settings(), trust: TrustStore(folder: folder.path), timeout: timeout,
      credentials: StoredCredentials { [commandRefusal] in commandRefusal.map { ForeignError($0) } }
    )
  }

  /// Sends on a thread of its own; `observe` is told of every change.
  func run(
    cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (StageResult) -> Void = { _ in }
  ) async throws -> DeliveryReport {
    let folder = try TemporaryFolder()
    let report = try await client(folder).sendTest(
      to: try MailAddress(typed: recipient), dryRun: dryRun, cancellation: cancellation,
      observe: observe)
    return withExtendedLifetime(folder) { report }
  }
}

extension DeliveryReport {
  /// The states in order: `p` passed, `f` failed, `s` skipped, `-` pending, `r` running.
  var progress: String {
    stages.map { stage in
      switch stage.state {
      case .passed: "p"
      case .failed: "f"
      case .skipped: "s"
      case .pending: "-"
      case .running: "r"
      }
    }.joined()
  }

  /// The stage that failed.
  var failed: Stage? { stages.first { $0.state == .failed }?.stage }

  func detail(_ stage: Stage) -> String? { stages.first { $0.stage == stage }?.detail?.text }
}
