import Glibc
import MailSettings
import PracticeServer
import SettingsStore

/// `postern practice --wizard`: the wizard beside a practice server, ready to send.
enum PracticeWizard {
  static func run(home: HomeOption, port: Int, mailbox: String?) async throws {
    try Setup.checkTerminal()
    let folder = try home.home ?? TemporaryFolder.create("postern-practice")
    let server = try await Practice.start(port: port, mailbox: mailbox ?? folder + "/Maildir")
    try fill(folder, port: server.port)
    Output.message("The set-up to practise with is in \(folder), its mails in \(server.mailbox).")
    let status = await WizardRunner.run(home: folder, section: nil)
    server.stop()
    await server.waitUntilStopped()
    Output.message(
      "The set-up you practised with stays in \(folder), its mails in \(server.mailbox)/new.")
    exit(status)
  }

  /// Points the set-up at the practice server; what the person has set otherwise stays.
  private static func fill(_ folder: String, port: Int) throws(Failure) {
    let store = SettingsStore(home: folder)
    do throws(StoreError) {
      let before = try store.load().draft
      var draft = before
      draft.smtp.server.text = "127.0.0.1"
      draft.smtp.port.text = String(port)
      draft.smtp.encryption.text = Encryption.none.text
      if draft.system.name.isEmpty { draft.system.name.text = "Practice Server" }
      if draft.system.address.isEmpty { draft.system.address.text = "practice@example.com" }
      _ = try store.save(draft, changing: before)
    } catch { throw Failure(error) }
  }
}
