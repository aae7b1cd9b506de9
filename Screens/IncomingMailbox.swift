public import Forms
import MailSettings

extension Screen {
  /// The incoming mailbox server, for the two ways to sign in that need it.
  public static let incomingMailbox = Screen(
    .incomingMailbox, applies: { $0.needsIncoming },
    whyNot: "Needed only when Authentication uses the incoming mailbox.",
    fields: [
      .line(
        "Protocol", \.incoming.protocol,
        options: IncomingProtocol.allCases.map { .init(text: $0.text, title: $0.title) },
        help: "How the incoming mailbox is reached: IMAP or POP3."),
      .text(
        "Server name", \.incoming.server, columns: 40,
        help: "The server of the incoming mailbox, as in your own e-mail program."
      ).proposing(\.proposedIncomingServer),
      .text(
        "Port", \.incoming.port, columns: 6,
        help: "Normally the proposed port is right: 143 or 993 for IMAP, 110 or 995 for POP3.",
        hint: { draft in
          guard draft.incoming.port.isEmpty else { return nil }
          let incoming = draft.incoming
          let encryption =
            incoming.chosenEncryption == .none
            ? "without encryption" : incoming.chosenEncryption.shortTitle
          return "proposed for \(incoming.chosenProtocol.title), \(encryption)"
        }),
      .line(
        "Encryption", \.incoming.encryption,
        options: Encryption.allCases.map { .init(text: $0.text, title: $0.title) },
        help: "The same four choices as for SMTP, with the same guarantees."),
      .toggle(
        "Send the password even in clear", \.incoming.allowClearTextPassword,
        help:
          "Without TLS the password goes out unencrypted and can be read on the way, so it is not "
          + "sent. Tick this only for a network that you trust.",
        when: {
          !$0.incoming.chosenEncryption.requiresTLS && $0.incoming.server.value?.isLoopback != true
        }),
      .text(
        "User name", \.incoming.user, columns: 38,
        help: "The mailbox's user name. Many servers want the whole mail address."
      ).proposing(\.proposedMailbox),
      .password(
        "Password", .incoming,
        help: "If you do not enter a password, the old one is retained. “Delete” deletes it.",
        when: { $0.incoming.passwordCommand.isEmpty }),
      .button(
        "Test sign-in", .testSignIn,
        help: "Logs in at the incoming mailbox with what is on the form now, and out again."),
      .button(
        "Look at the server's certificate", .lookAtIncomingCertificate,
        help:
          "Fetches the certificate and shows everything that is wrong with it. Nothing secret is "
          + "sent. A certificate can be imported from there."),
      .fold("Advanced", help: "Shows what few people need: a command that tells the password."),
      .text(
        "Password command", \.incoming.passwordCommand, columns: 38,
        help:
          "Instead of a stored password: a command, run by /bin/sh, whose first line of output is "
          + "the password. It has ten seconds."
      ).advanced,
      .panel(.incoming),
    ])
}
