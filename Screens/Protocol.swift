public import Forms
import MailSettings

extension Screen {
  /// How mails leave.
  public static let mailProtocol = Screen(
    .mailProtocol,
    fields: [
      .choice(
        "Send e-mail by", \.mailProtocol,
        help: "To send e-mails, two protocols are supported: SMTP and Microsoft Exchange. "
          + "With Exchange, authentication is done via an Azure account.")
    ])
}
