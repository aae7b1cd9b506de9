internal import MailDiagnosis
internal import MailSettings

/// A note of the transport among the lines of a transcript.
enum TranscriptNote {
  case connected(HostAddress, Port)
  case handshake
  case certificate(TLSVersion: String, CertificateInspection)
  case faulty(FaultyCertificate)
  /// OpenSSL's own words.
  case tlsError(String)
  /// How an address failed for which the next one is tried.
  case gaveUp(HostAddress, Ending)
  case messageSent(octets: Int)
  /// RSET was not answered properly, which does not matter.
  case notReset(Ending)
  case onceMore
  case failed(StageDetail)

  var words: String {
    switch self {
    case .connected(let peer, _) where peer.isSocket: "connected to \(peer.text)"
    case .connected(let peer, let port): "connected to \(peer.text), port \(port.number)"
    case .handshake: "TLS handshake"
    case .certificate(let version, let inspection):
      "\(version), certificate of \(inspection.chain.first?.subject ?? "nobody")"
    case .faulty(let certificate): certificate.note
    case .tlsError(let text): text
    case .gaveUp(let peer, let ending): "\(peer.text): \(ending.words)"
    case .messageSent(let octets): "\(octets) octets of the message sent"
    case .notReset(let ending): "RSET: \(ending.words)"
    case .onceMore: "refused so soon after the login: once more in a moment"
    case .failed(let detail): detail.text
    }
  }
}
