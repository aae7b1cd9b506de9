internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// SCRAM (RFC 5802, RFC 7677) without channel binding, in which both sides prove that they know the
/// password.
///
/// The password is used as it is, without SASLprep, which would change hardly any password.
struct SCRAMExchange: SASLExchange {
  private let digest: Digest
  private let user: String
  private let password: Secret
  private let nonce: String
  private var expectedSignature: [UInt8]?
  private(set) var isServerProven = false

  /// The most rounds that are computed: a server may ask for any number, and each takes time.
  private static let mostRounds = 1_000_000

  init(_ digest: Digest, user: String, password: Secret, nonce: String? = nil) {
    self.digest = digest
    self.user = user
    self.password = password
    self.nonce = nonce ?? (0..<18).map { _ in UInt8.random(in: 0...255) }.base64
  }

  private var bare: String {
    let name = user.map { $0 == "=" ? "=3D" : $0 == "," ? "=2C" : String($0) }.joined()
    return "n=\(name),r=\(nonce)"
  }

  func initialResponse() -> [UInt8]? { Array("n,,\(bare)".utf8) }

  mutating func respond(to challenge: [UInt8]) throws(SASLFailure) -> [UInt8] {
    let text = String(decoding: challenge, as: UTF8.self)
    if expectedSignature == nil { return try finalMessage(text) }
    try check(text)
    return []
  }

  private mutating func finalMessage(_ first: String) throws(SASLFailure) -> [UInt8] {
    let fields = Self.fields(first)
    guard let theirs = fields["r"], theirs.hasPrefix(nonce), theirs.count > nonce.count,
      let salt = fields["s"].flatMap([UInt8].init(base64:)),
      let rounds = fields["i"].flatMap({ Int($0) }), (1...Self.mostRounds).contains(rounds)
    else { throw SASLFailure.wrongChallenge(mechanism: "SCRAM", standard: "RFC 5802") }
    let salted = digest.derivedKey(password.reveal(), salt: salt, rounds: rounds)
    let clientKey = digest.authenticationCode(Array("Client Key".utf8), key: salted)
    let withoutProof = "c=biws,r=\(theirs)"
    let message = Array("\(bare),\(first),\(withoutProof)".utf8)
    let signature = digest.authenticationCode(message, key: digest.hash(clientKey))
    let serverKey = digest.authenticationCode(Array("Server Key".utf8), key: salted)
    expectedSignature = digest.authenticationCode(message, key: serverKey)
    let proof = zip(clientKey, signature).map { $0 ^ $1 }
    return Array("\(withoutProof),p=\(proof.base64)".utf8)
  }

  private mutating func check(_ text: String) throws(SASLFailure) {
    guard let signature = Self.fields(text)["v"].flatMap([UInt8].init(base64:)),
      signature == expectedSignature
    else { throw SASLFailure.wrongProof }
    isServerProven = true
  }

  private static func fields(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for part in text.split(separator: ",") where part.dropFirst().first == "=" {
      fields[String(part.prefix(1))] = String(part.dropFirst(2))
    }
    return fields
  }
}
