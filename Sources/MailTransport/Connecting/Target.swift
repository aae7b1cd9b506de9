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
  /// The same, where the settings name it.
  var chosenSource: SourceAddress?
  /// What to say in EHLO.
  var helloName = ""
  /// PEM of the certificates that are trusted for this host and port besides the system's.
  var imported: [String] = []
  /// Look at the certificate only: the connection ends before anything is said inside of TLS.
  var isInspection = false
}

extension Target {
  /// An endpoint whose addresses are not known yet.
  init(_ endpoint: Endpoint, imported: [String] = [], isInspection: Bool = false) {
    self.init(
      service: endpoint.service, host: endpoint.host, port: endpoint.port,
      encryption: endpoint.encryption, sourceAddress: endpoint.sourceAddress?.text,
      chosenSource: endpoint.sourceAddress, imported: imported, isInspection: isInspection)
  }
}

extension Endpoint {
  /// The addresses that can be reached from the source address that the settings name.
  func reachable(among found: [HostAddress]) throws(Interruption) -> [HostAddress] {
    guard let source = sourceAddress else { return found }
    let inFamily = found.filter { $0.isIPv6 == source.isIPv6 }
    guard !inFamily.isEmpty else { throw Interruption(.unresolved(.noAddressFor(source))) }
    return inFamily
  }
}
