import ArgumentParser
internal import CProcess
import Glibc
import MailDiagnosis
import MailSettings
import OutgoingMail
import Submission
import SubmissionListener
import SystemAccess

/// `postern relay`: passes on the mails that programs on this machine hand in.
struct RelayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay",
    abstract: "Pass on what programs on this machine hand in.",
    discussion: """
      Takes mails by SMTP on a loopback address (relay.listen) and on a socket (relay.socket), without \
      sign-in and encryption, and passes each on at once by the set-up: its server, encryption, sign-in, \
      sender and limit of connections. The program gets the server's own answer. Ctrl-C, or SIGTERM, ends \
      it after the mails under way. systemd's socket activation and readiness are understood.

      EXAMPLES
        postern set relay.listen=127.0.0.1:2525 && postern relay
        postern relay --socket /run/postern/submit
      """)

  @Option(
    help: ArgumentHelp("Instead of \(SettingKey.relayListen.name).", valueName: "address:port"))
  var listen: String?

  @Option(
    help: ArgumentHelp("Instead of \(SettingKey.relaySocket.name).", valueName: "path"),
    completion: .file())
  var socket: String?

  @Flag(help: "Tell of every mail on standard error; a terminal is told anyway.")
  var verbose = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let service = RelayService(
      watch: SetUpWatch(home: try home.path(), timeout: .seconds(120), wait: .seconds(60)),
      home: home.asArgument, isTold: verbose || isatty(STDERR_FILENO) == 1)
    try service.run(listen: listen, socket: socket)
  }
}
