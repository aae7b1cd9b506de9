public import Forms
import MailSettings

extension Screen {
  /// Microsoft 365 and the application that signs in there.
  public static let exchange = Screen(
    .exchange, applies: { $0.chosenProtocol == .exchange },
    whyNot: "Choose Microsoft Exchange under Protocol first.",
    fields: signInFields + advancedExchangeFields)

  private static let signInFields: [Field] = [
    .linkStatus,
    .line(
      "Who signs in", \.exchange.flow,
      options: ExchangeFlow.allCases.map { .init(text: $0.text, title: $0.title) },
      help: "A person signs in once in a browser, or the application signs in by itself, which "
        + "an administrator allows once."),
    .text(
      "Tenant", \.exchange.tenant, columns: 38,
      help: "The directory (tenant) id of your Azure integration, or one of its domains. "
        + "Azure shows it under Overview."),
    .text(
      "Application (client) id", \.exchange.clientID, columns: 38,
      help: "The id of the application registered in Azure. It stands beside the tenant id "
        + "under Overview; the object id there is another one."),
    .password(
      "Client secret", .exchange,
      help: "The value, not the id, of a client secret of that application. Azure shows it once, "
        + "under Certificates & secrets."),
    .text(
      "Secret expires", \.exchange.clientSecretExpires, columns: 12,
      help: "The day under Expires, beside the secret in Azure, such as 2027-05-31. Microsoft "
        + "never tells it: typed here, it is warned of."),
    .text(
      "Application's URL", \.exchange.appURL, columns: 40,
      help: "Where your application is reached. Microsoft sends people back to "
        + "msExchangeAuthCallback.action there: register that in Azure under Authentication.",
      when: { $0.exchange.chosenFlow == .delegated }),
    .text(
      "Scopes", \.exchange.scopes, columns: 40,
      help:
        "MAIL_SCOPES: what the application may do, separated by commas or spaces. Azure shows it "
        + "under API permissions.",
      when: { $0.exchange.chosenFlow == .delegated }),
    .text(
      "Mailbox", \.exchange.mailbox, columns: 40,
      help: "The mailbox that the application sends from. Empty: that of the system address.",
      when: { $0.exchange.chosenFlow == .appOnly }),
    .button(
      "Link MS Exchange to Azure account", .linkAccount,
      help: "Shows the address to sign in at, in any browser. Who signs in is the account that "
        + "mails are sent by.",
      when: { $0.exchange.chosenFlow == .delegated }),
    .button(
      "Get the application's token", .fetchToken,
      help: "Asks Microsoft for the application's first token, which shows that id, secret and "
        + "tenant are right.",
      when: { $0.exchange.chosenFlow == .appOnly }),
    .button(
      "What to register in Azure", .showRegistration,
      help: "Shows what has to be set in Azure, made from what is typed here: addresses, "
        + "permissions and the administrator's lines."),
    .button(
      "Unlink", .unlink, help: "Forgets tokens and account, after asking. The client secret stays."),
  ]

  private static let advancedExchangeFields: [Field] = [
    .fold(
      "Advanced",
      help: "Shows what few people need: another cloud, other servers, a certificate instead of "
        + "the client secret."),
    .line(
      "Cloud", \.exchange.cloud,
      options: ExchangeCloud.allCases.map { .init(text: $0.text, title: $0.title) },
      help: "Microsoft's cloud that the tenant is in. It proposes where to sign in and where to "
        + "send; what was typed stays."
    ).advanced,
    .text(
      "Sign-in host", \.exchange.authority, columns: 40,
      help: "Where accounts sign in, by https. Empty: that of the cloud."
    ).advanced,
    .text(
      "Mail server", \.exchange.server, columns: 40,
      help: "The SMTP server. Empty: that of the cloud."
    ).advanced,
    .text(
      "User for sign-in", \.exchange.user, columns: 40,
      help: "Who the mail server is told to sign in, where it is not the signed-in account or "
        + "the mailbox. Usually empty."
    ).advanced,
    .text(
      "Certificate", \.exchange.clientCertificate, columns: 40,
      help: "A PEM file with the certificate that is registered in Azure, instead of a client "
        + "secret."
    ).advanced,
    .text(
      "Certificate's key", \.exchange.clientKey, columns: 40,
      help: "A PEM file with the certificate's private RSA key, readable by its owner alone "
        + "(mode 0600)."
    ).advanced,
  ]
}
