public import Forms
import MailSettings

extension Screen {
  /// A live test of what is on the form.
  public static let testEmail = Screen(
    .testEmail,
    fields: [
      .recipient(
        "Send to", columns: 40,
        help:
          "Enter your e-mail address and send an e-mail to check whether the configuration works."
      ).proposing(\.proposedMailbox),
      .button(
        "Send test", .sendTest,
        help: "Sends with what is on the form now, the way every mail goes, until the server has "
          + "accepted the message."),
      .panel(.test),
    ])
}
