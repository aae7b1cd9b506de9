public import Forms
import MailSettings

extension Screen {
  /// How many connections may be open at once.
  public static let connectionLimit = Screen(
    .connectionLimit,
    fields: [
      .text(
        "Most connections at once", \.connections.maximum, columns: 6,
        help: "Some SMTP servers accept only a few connections from the same client. "
          + "Empty: no limit. 10 is a usual number.",
        hint: { $0.connections.maximum.isEmpty ? "no limit" : nil }),
      .verbatim { draft in
        draft.connections.maximum.value.map { "maxNoOfSMTPConnections=\($0.number)" }
      },
      .note { draft in
        draft.connections.maximum.value == nil
          ? "The application reads this number (maxNoOfSMTPConnections) when it starts: restart it "
            + "after a change."
          : "Alt-C copies this line for the application, which reads it when it starts: restart it "
            + "after a change."
      },
      .button(
        "Find the limit", .findLimit,
        help: "Opens connections one after the other, 20 at most, until the server refuses one. No "
          + "mail is sent."),
      .foundLimit,
    ])
}
