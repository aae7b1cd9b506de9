import ArgumentParser
import MailDiagnosis
import MailSettings
import MailTransport
import SettingsStore

/// The server whose certificate to inspect, and how TLS is started there.
struct CertificateTarget: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The server; the configured one if left out.", valueName: "host:port"))
  var server: String?

  @Flag(help: "TLS from the first byte, whatever the port.")
  var ssl = false

  @Flag(name: .customLong("starttls"), help: "STARTTLS, whatever the port.")
  var startTLS = false

  @Option(help: "Give up after this many seconds, 1 to 3600.")
  var timeout = 30

  @OptionGroup var home: HomeOption

  func validate() throws {
    if ssl, startTLS { throw ValidationError.oneBeginning }
    guard (1...3600).contains(timeout) else { throw ValidationError.wrongTimeout(timeout) }
  }

  /// Connects without credentials and ends in the middle of the handshake; a signal cancels it.
  func inspect() throws -> (place: HostPort, Result<CertificateInspection, InspectionFailure>) {
    let draft = try home.load().draft
    let place = try place(draft)
    let inspector = CertificateInspector(
      endpoint(place, draft), trust: try home.trust(), timeout: .seconds(timeout))
    let stop = try StopSignal()
    let result = Result { () throws(InspectionFailure) in
      try inspector.inspect(cancellation: stop.cancellation)
    }
    if let status = stop.status { throw ExitCode(status.rawValue) }
    return (place, result)
  }

  /// The server to connect to. Of the set-up's SMTP server, its other settings count at every port.
  private func endpoint(_ place: HostPort, _ draft: Draft) -> Endpoint {
    var endpoint = Endpoint(
      service(place, draft), host: place.host, port: place.port,
      encryption: encryption(place, draft))
    if let outgoing = draft.outgoingEndpoint, endpoint.service == .smtp,
      outgoing.host.ascii == place.host.ascii
    {
      endpoint.helloName = outgoing.helloName
      endpoint.sourceAddress = outgoing.sourceAddress
    }
    return endpoint
  }

  private func place(_ draft: Draft) throws(Failure) -> HostPort {
    if let server { return try HostPort(typed: server) }
    if let configured = Self.outgoing(draft) { return configured }
    throw .noServerSet
  }

  private static func outgoing(_ draft: Draft) -> HostPort? {
    draft.outgoingEndpoint.map { HostPort(host: $0.host, port: $0.port) }
  }

  private static func isIncoming(_ place: HostPort, _ draft: Draft) -> Bool {
    draft.incoming.server.value?.ascii == place.host.ascii
      && draft.incoming.chosenPort == place.port
  }

  /// The encryption by the flags, else by the port's usual one, else by the settings.
  private func encryption(_ place: HostPort, _ draft: Draft) -> Encryption {
    if ssl { return .ssl }
    if startTLS { return .tls }
    let isSet = server == nil || Self.outgoing(draft).map { $0.text == place.text } == true
    let configured =
      Self.isIncoming(place, draft)
      ? draft.incoming.chosenEncryption
      : draft.chosenProtocol == .smtp ? draft.smtp.chosenEncryption : .tls
    if isSet || Self.isIncoming(place, draft) { return configured }
    if [Port.submissions, .imaps, .pop3s].contains(place.port) { return .ssl }
    if [Port.smtp, .submission, .imap, .pop3].contains(place.port) { return .tls }
    return configured
  }

  private func service(_ place: HostPort, _ draft: Draft) -> MailService {
    if Self.isIncoming(place, draft) {
      return draft.incoming.chosenProtocol == .imap ? .imap : .pop3
    }
    if [Port.imap, .imaps].contains(place.port) { return .imap }
    if [Port.pop3, .pop3s].contains(place.port) { return .pop3 }
    return .smtp
  }
}

/// A server's port as a person writes it: `mail.example.com:465` or `[2001:db8::25]:465`.
struct HostPort: Equatable {
  let host: HostName
  let port: Port

  init(host: HostName, port: Port) { (self.host, self.port) = (host, port) }

  init(typed text: String) throws(Failure) {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex, !text.hasSuffix(":"),
      text.hasPrefix("[") ? text[..<colon].hasSuffix("]") : !text[..<colon].contains(":")
    else {
      throw .notAPlace(text)
    }
    do throws(Problem) {
      host = try HostName(typed: String(text[..<colon]))
      port = try Port(typed: String(text[text.index(after: colon)...]))
    } catch { throw .wrongPlace(error) }
  }

  /// `mail.example.com:465`.
  var text: String { "\(host.urlHost):\(port.text)" }
}
