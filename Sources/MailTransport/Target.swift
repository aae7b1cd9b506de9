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

extension IncomingProtocol {
  /// The service as observations name it.
  var service: MailService {
    switch self {
    case .imap: .imap
    case .pop3: .pop3
    }
  }
}

extension String {
  /// Everything but letters and digits as `%XX` (RFC 3986 section 2.1).
  var percentEncoded: String {
    utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte))
      return isPlain ? String(scalar) : "%" + Hex.pair(byte)
    }.joined()
  }
}
