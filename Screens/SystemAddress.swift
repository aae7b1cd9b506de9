public import Forms
import MailSettings

extension Screen {
  /// The application's own name and address.
  public static let systemAddress = Screen(
    .systemAddress,
    fields: [
      .text(
        "Name", \.system.name, columns: 38,
        help: "The name of the server that recipients see as the sender, such as Your Server."),
      .text(
        "Address", \.system.address, columns: 40,
        help:
          "All e-mails directly from the system, such as reminder or password e-mails, have this "
          + "address as the “from” address."),
      .note { draft in
        guard let address = draft.system.address.value else {
          return "Mails will come from “Your Server” <yourserver@yourdomain.com>, for example."
        }
        guard let name = draft.system.name.value else {
          return "Mails will come from \(address.text)."
        }
        return "Mails will come from “\(name.text)” <\(address.text)>."
      },
    ])
}
