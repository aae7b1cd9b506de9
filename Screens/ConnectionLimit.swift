public import Forms
import MailSettings

extension Screen {
  /// The most simultaneous connections.
  public static let connectionLimit = Screen(
    .connectionLimit,
    fields: [
      .text(
        "Most connections at once", \.connections.maximum, columns: 6,
        help: "Some SMTP servers accept only a few connections from the same client. "
          + "Empty: no limit. 10 is a usual number.",
        hint: { $0.connections.maximum.isEmpty ? "no limit" : nil }),
      .note { _ in
        "The application reads this number (maxNoOfSMTPConnections) when it starts: restart it after "
          + "a change."
      },
    ])
}
