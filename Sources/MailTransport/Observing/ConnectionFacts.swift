internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// What was seen of one connection to a server, from the look-up on. It holds no secret.
struct ConnectionFacts {
  /// The host's addresses, the source address and the EHLO name; nil until they are known.
  var host: ResolvedHost?
  /// The addresses that have failed, and how.
  var addressTrials: [AddressTrial] = []
  /// Other ports of the host that answer, found while this one did not.
  var alternatives: [Alternative] = []
  /// The address that was connected to, in its numeric form.
  var peer: String?
  /// Version and cipher; nil until the certificate was judged.
  var tls: TLSFacts?
  /// Whether the TLS handshake was finished.
  var isEncrypted = false
  /// The chain that the server showed, with its faults.
  var certificate: CertificateInspection?
  /// The banner; nil when none came.
  var greeting: Reply?
  /// The capabilities in the last reply to EHLO, CAPABILITY or CAPA before TLS; nil when none came.
  var capabilitiesBeforeTLS: [String]?
  /// The same inside TLS.
  var capabilitiesInTLS: [String]?
  /// The last command that was sent, without secrets.
  var lastCommand: String?
  /// The decoded text of a challenge that describes an OAuth error.
  var challenge: String?
  /// The service that answered in place of the expected one; nil if it is not recognized.
  var foreignService: ForeignService?
  /// Octets received in the clear, or inside of TLS once that stands.
  var bytesReceived = 0

  /// The capabilities in the server's latest reply to EHLO, CAPABILITY or CAPA.
  var capabilities: [String] { capabilitiesInTLS ?? capabilitiesBeforeTLS ?? [] }
}

/// Why a connection, or an action on it, failed, with what was seen of the connection.
struct ConnectionFailure: Error {
  let cause: AttemptFailure
  @Boxed private(set) var request: ConnectionRequest
  @Boxed var facts: ConnectionFacts
}

extension Observation {
  /// Makes an observation of what was tried, what was seen, and how it ended.
  init(_ attempt: Attempt, _ facts: ConnectionFacts, stage: Stage, ending: Ending) {
    self.init(attempt: attempt, stage: stage, ending: ending)
    self.attempt.helloName = facts.host?.helloName ?? ""
    lastCommand = facts.lastCommand
    greeting = facts.greeting
    capabilities = facts.capabilitiesBeforeTLS
    capabilitiesInTLS = facts.capabilitiesInTLS
    isEncrypted = facts.isEncrypted
    certificate = facts.certificate
    challenge = facts.challenge
    alternatives = facts.alternatives
    hasLookedElsewhere = !facts.alternatives.isEmpty
    bytesReceived = facts.bytesReceived
    peer = facts.peer
    addressTrials = facts.addressTrials
    foreignService = facts.foreignService
  }
}
