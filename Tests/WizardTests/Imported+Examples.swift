import MailSettings
import TestSupport
import Wizard

extension Imported {
  /// The authority of a company, for the server of the examples.
  static let companyAuthority = Imported.stored(
    subject: "Your Company CA",
    at: Endpoint(host: "mail.yourdomain.com", port: .submissions, encryption: .tls))
}
