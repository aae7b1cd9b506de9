public import Forms
import MailSettings

extension Screen {
  /// The server that takes the mails.
  public static let server = Screen(
    "server", title: "Server", applies: { $0.chosenProtocol == .smtp },
    whyNot: "Microsoft Exchange brings its own server. Choose SMTP under Protocol to set one.",
    fields: [
      .text(
        "Server name", \.smtp.server, columns: 40,
        help:
          "Any mail server that this machine can reach, here or on the internet. Usually the same "
          + "name as in your own e-mail program."),
      .text(
        "Port", \.smtp.port, columns: 6,
        help: "Normally the proposed port is right. If the server is outside your network, the "
          + "firewall must be open for this port.",
        hint: { draft in
          guard draft.smtp.port.isEmpty else { return nil }
          return "proposed for \(draft.smtp.chosenEncryption.shortTitle)"
        }),
      .text(
        "Name said in EHLO", \.smtp.helloName, columns: 40,
        help: "How this machine introduces itself to the server. Empty: its own full name. Set it "
          + "when the server refuses that one.",
        hint: { $0.smtp.helloName.isEmpty ? "this machine's full name" : nil }),
    ])
}
