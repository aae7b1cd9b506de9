public import Forms
import MailSettings

extension Screen {
  /// Microsoft 365 and the application that signs in there.
  public static let exchange = Screen(
    .exchange, applies: { $0.chosenProtocol == .exchange },
    whyNot: "Choose Microsoft Exchange under Protocol first.",
    fields: [
      .text(
        "Tenant", \.exchange.tenant, columns: 38,
        help: "The directory (tenant) id of your Azure integration, or one of its domains. "
          + "Azure shows it under Overview."),
      .text(
        "Application (client) id", \.exchange.clientID, columns: 38,
        help: "The id of the application registered in Azure. It stands beside the tenant id "
          + "under Overview."),
      .password(
        "Client secret", .exchange,
        help: "The value, not the id, of a client secret of that application. Azure shows it once, "
          + "under Certificates & secrets."),
      .text(
        "Application's URL", \.exchange.appURL, columns: 40,
        help: "Where your application is reached. Microsoft sends the person back to "
          + "msExchangeAuthCallback.action there, so register that address in Azure."),
      .text(
        "Mailbox", \.exchange.mailbox, columns: 40,
        help: "A shared mailbox to send from. Empty: the mailbox of the person who signs in."),
      .text(
        "Scopes", \.exchange.scopes, columns: 40,
        help: "MAIL_SCOPES: what the application may do, separated by commas or spaces."),
      .note { _ in
        "The link to the Azure account itself comes with a later version: these settings can be "
          + "written and checked, but no mail is sent with them yet."
      },
    ])
}
