public import Forms
import MailSettings

extension Screen {
  /// How the connection is encrypted, and the server's certificate.
  public static let encryption = Screen(
    .encryption, applies: { $0.chosenProtocol == .smtp },
    whyNot: "Microsoft Exchange is always encrypted. Choose SMTP under Protocol to change it.",
    fields: [
      .choice(
        "Encryption", \.smtp.encryption,
        help:
          "You can use an encrypted connection to your SMTP server. A certificate that is not from "
          + "a publicly known authority must be imported first."),
      .toggle(
        "Send the password even in clear", \.smtp.allowClearTextPassword,
        help:
          "Without TLS a password goes out unencrypted and can be read on the way, so it is not "
          + "sent. Tick this only for a network that you trust.",
        when: { $0.smtpMaySendPasswordInClear }),
      .button(
        "Look at the server's certificate", .lookAtCertificate,
        help:
          "Fetches the certificate and shows everything that is wrong with it. Nothing secret is "
          + "sent. A certificate can be imported from there."),
      .panel(.certificate),
    ])
}

extension Draft {
  /// Whether a password would go to an SMTP server on another machine without TLS being required.
  fileprivate var smtpMaySendPasswordInClear: Bool {
    (chosenMode == .password || chosenMode == .incoming) && !smtp.chosenEncryption.requiresTLS
      && smtp.server.value?.isLoopback != true
  }
}
