public import Forms
import MailSettings

extension Screen {
  /// The server that takes the mails.
  public static let server = Screen(
    .server, applies: { $0.chosenProtocol == .smtp },
    whyNot: "Microsoft Exchange brings its own server. Choose SMTP under Protocol to set one.",
    fields: [
      .text(
        "Server name", \.smtp.server, columns: 40,
        help:
          "Any mail server that this machine can reach, here or on the internet. Usually the same "
          + "name as in your own e-mail program."
      ).proposing(\.proposedServer),
      .text(
        "Port", \.smtp.port, columns: 6,
        help: "Normally the proposed port is right. If the server is outside your network, the "
          + "firewall must be open for this port.",
        hint: { draft in
          guard draft.smtp.port.isEmpty else { return nil }
          return proposedFor(draft.smtp.chosenEncryption)
        }),
      .line(
        "Encryption", \.smtp.encryption,
        options: Encryption.allCases.map { .init(text: $0.text, title: $0.title) },
        help: "With TLS or SSL the connection is encrypted, or nothing is sent. The section "
          + "Encryption explains the choices and shows the certificate."),
      .button(
        "Find out", .findOut,
        help:
          "Looks on which of the ports 587, 465 and 25 this server answers, without a password, "
          + "and fills in port and encryption."),
      .portAnswers,
      .fold(
        "Advanced",
        help:
          "Shows what few people need: the name that this machine gives itself, and its address."),
      .text(
        "Own name (EHLO)", \.smtp.helloName, columns: 40,
        help: "How this machine introduces itself to the server. Empty: its own full name. Set it "
          + "when the server refuses that one.",
        hint: { $0.smtp.helloName.isEmpty ? "this machine's full name" : nil }
      ).advanced,
      .text(
        "Source address", \.smtp.sourceAddress, columns: 40,
        help: "The address of this machine that the server sees. Only for machines with several "
          + "addresses; empty: the system chooses.",
        hint: { $0.smtp.sourceAddress.isEmpty ? "the system's choice" : nil }
      ).advanced,
    ])

  /// The hint for a proposed port: which encryption it is proposed for.
  static func proposedFor(_ encryption: Encryption) -> String {
    encryption == .none
      ? "proposed without encryption" : "proposed for \(encryption.shortTitle)"
  }
}
