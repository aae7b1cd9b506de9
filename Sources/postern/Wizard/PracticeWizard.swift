import Glibc
import MailSettings
import PracticeServer
import Wizard

/// `postern practice --wizard`: the wizard with a practice server, ready to send.
enum PracticeWizard {
  static func run(home: HomeOption, port: Int, mailbox: String?) throws {
    let folder = try home.home ?? TemporaryFolder.create("postern-practice")
    let server = try PracticeCommand.start(port: port, mailbox: mailbox ?? folder + "/Maildir")
    let status = try MainActor.assumeIsolated { try SetupCommand.ask(start(folder, server)) }
    server.stop()
    server.waitUntilStopped()
    Output.message(WizardWords.practised(in: folder, server))
    exit(status)
  }

  /// A first run whose form proposes the practice server; what is set otherwise stays.
  private static func start(_ folder: String, _ server: PracticeServer) -> WizardStart {
    let port = String(server.port)
    return WizardStart(
      home: folder,
      propose: { draft in
        draft.smtp.server.text = "127.0.0.1"
        draft.smtp.port.text = port
        draft.smtp.encryption.text = Encryption.none.text
        if draft.system.name.isEmpty { draft.system.name.text = "Practice Server" }
        if draft.system.address.isEmpty { draft.system.address.text = "practice@example.com" }
      }, recipient: "you@example.com",
      practice: .init(port: server.port, mailbox: server.mailbox))
  }
}
