public import Forms
import MailSettings

extension Screen {
  /// How to sign in at the SMTP server.
  public static let authentication = Screen(
    .authentication, applies: { $0.chosenProtocol == .smtp },
    whyNot: "Microsoft Exchange signs in through Azure. Choose SMTP under Protocol to change it.",
    fields: [
      .choice(
        "SMTP authentication", \.authentication.mode,
        help: "Many SMTP servers require user authentication before they can send anything. Some "
          + "company servers can be used without."),
      .text(
        "User name", \.authentication.user, columns: 38,
        help: "The user name for the SMTP server. Many servers want the whole mail address.",
        when: { $0.chosenMode == .password }
      ).proposing(\.proposedUser),
      .password(
        "Password", .smtp,
        help: "If you do not enter a password, the old one is retained. “Delete” deletes it.",
        when: { $0.chosenMode == .password && $0.authentication.passwordCommand.isEmpty }),
      .note(when: { $0.chosenMode == .incoming }) { draft in
        "Signs in as \(draft.incomingUser), set under Incoming mailbox. Nothing is copied: what "
          + "changes there counts here."
      },
      .note(when: { $0.chosenMode == .incomingFirst }) { draft in
        "Logs in as \(draft.incomingUser) at \(draft.incomingServer), set under Incoming mailbox, "
          + "then sends without signing in at the SMTP server."
      },
      .fold(
        "Advanced",
        help: "Shows what few people need: a command that tells the password, and the mechanism.",
        when: { $0.chosenMode == .password || $0.chosenMode == .incoming }),
      .text(
        "Password command", \.authentication.passwordCommand, columns: 38,
        help:
          "Instead of a stored password: a command, run by /bin/sh, whose first line of output is "
          + "the password. It has ten seconds.",
        when: { $0.chosenMode == .password }
      ).advanced,
      .line(
        "Mechanism", \.authentication.mechanism,
        options: Mechanism.choices.map { Field.Option(text: $0, title: $0) },
        help: "How the password is presented. “auto” takes the best that the server offers; choose "
          + "another one only when the server's administrator says so.",
        when: { $0.chosenMode == .password || $0.chosenMode == .incoming }
      ).advanced,
    ])
}

extension Draft {
  fileprivate var incomingUser: String {
    incoming.user.isEmpty ? "the mailbox's user" : "“\(incoming.user.trimmed)”"
  }
  fileprivate var incomingServer: String {
    incoming.server.isEmpty ? "the incoming mailbox server" : incoming.server.trimmed
  }
}
