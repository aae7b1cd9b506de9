internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// Where a connection goes and what it has to be.
struct Target: Sendable {
  var service: MailService
  var host: HostName
  var port: Port
  var encryption: Encryption
  /// The host's addresses in the order to try them.
  var addresses: [HostAddress] = []
  /// This machine's address to connect from; nil for the system's choice.
  var sourceAddress: String?
  /// What to say in EHLO.
  var helloName = ""
  /// PEM of the certificates that are trusted for this host and port besides the system's.
  var imported: [String] = []
  /// Look at the certificate only: the connection ends before anything is said inside of TLS.
  var isInspection = false
}
