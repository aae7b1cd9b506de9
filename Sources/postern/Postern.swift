import ArgumentParser

/// The program and its commands; without a command it is the wizard.
///
/// Every command states its `commandName`, since finding it out at run time took a tenth of the
/// wizard's start.
struct Postern: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "postern",
    abstract: "Set up an application's outgoing e-mail, and test it.",
    discussion: """
      Without a command, a wizard asks for everything in about three minutes.

      EXAMPLES
        postern                                    the wizard
        postern set smtp.server=mail.example.com   change a setting in a script
        postern test --to admin@example.com        send a test e-mail
        postern send admin@example.com < message   send a message, as sendmail does
        postern relay                              pass on what programs hand in
        postern export msmtp                       the settings as another program's file

      A set-up is one folder: --home DIR, else $POSTERN_HOME, else \
      /etc/postern for root and ~/.config/postern for anybody else.

      EXIT STATUS
        0 done, 64 usage, 65 message or data, 67 recipient unknown, 68 host unknown,
        69 service unavailable, 70 internal, 71 a limit of this system,
        72 a library missing, 74 input or output, 75 try again later,
        76 protocol or TLS, 77 not permitted, 78 settings; 130 interrupted.
      """,
    version: "postern \(Version.text)",
    subcommands: [
      SetupCommand.self, ShowCommand.self, SetCommand.self, PasswordCommands.self,
      CheckCommand.self, TestCommand.self, CertificateCommands.self, ExchangeCommands.self,
      SendCommand.self, QueueCommands.self, RelayCommand.self, LimitCommands.self,
      ExportCommand.self, ImportCommand.self, PracticeCommand.self,
    ],
    defaultSubcommand: SetupCommand.self)
}

/// This program's version, for `--version`.
enum Version {
  static let text = "0.1.0"
}
