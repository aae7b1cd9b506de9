internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings

/// What is seen of one connection to a server, from the first look-up on. Holds no secret.
struct ConnectionFacts {
  /// The host's addresses and what goes with them; nil until they are known.
  var host: ResolvedHost?
  /// What became of each address that was tried in vain.
  var addressTrials: [AddressTrial] = []
  /// Where else the host answers, found while it did not answer here.
  var alternatives: [Alternative] = []
  /// The address that was connected to, in its numeric form.
  var peer: String?
  /// Version and cipher, once the certificate was judged.
  var tls: TLSFacts?
  /// Whether the TLS handshake was finished.
  var isEncrypted = false
  /// The chain that the server showed, with its faults.
  var certificate: CertificateInspection?
  /// The banner's reply, where one came.
  var greeting: Reply?
  /// The words of the last answer to EHLO, CAPABILITY or CAPA before TLS; nil when none came.
  var capabilitiesBeforeTLS: [String]?
  /// The same inside of TLS.
  var capabilitiesInTLS: [String]?
  /// The last command sent, without its arguments' secrets.
  var lastCommand: String?
  /// What a challenge said that describes an OAuth error.
  var challenge: String?
  /// Which service it was instead, where that is known.
  var foreignService: ForeignService?
  /// Octets received in the clear, or inside of TLS once that stands.
  var bytesReceived = 0

  /// The capabilities in the server's latest answer to EHLO, CAPABILITY or CAPA.
  var capabilities: [String] { capabilitiesInTLS ?? capabilitiesBeforeTLS ?? [] }
}

/// Why a connection failed, or what was to be done on it, with what was seen of it.
struct ConnectionFailure: Error {
  let cause: AttemptFailure
  @Boxed private(set) var request: ConnectionRequest
  @Boxed var facts: ConnectionFacts
}

extension Observation {
  /// What a diagnosis builds on: what was tried, what was seen, and how it ended.
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
