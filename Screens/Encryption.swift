public import Forms
import MailSettings

extension Screen {
  /// How the connection is encrypted, and the server's certificate.
  public static let encryption = Screen(
    "encryption", title: "Encryption", applies: { $0.chosenProtocol == .smtp },
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
          "When the server offers no TLS, a password would go out unencrypted and could be read on "
          + "the way. Tick this only for a network that you trust.",
        when: { $0.smtp.chosenEncryption == .tlsIfAvailable && $0.smtpSendsPassword }),
      .button(
        "Look at the server's certificate", .lookAtCertificate,
        help:
          "Fetches the certificate and shows everything that is wrong with it. Nothing secret is "
          + "sent. A certificate can be imported from there."),
      .panel(.certificate),
    ])
}

extension Draft {
  /// Whether a password is sent to the SMTP server.
  fileprivate var smtpSendsPassword: Bool { chosenMode == .password || chosenMode == .incoming }
}
