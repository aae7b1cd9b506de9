internal import MailSettings
internal import ServerTrust

/// CRAM-MD5 (RFC 2195): proves the password without showing it.
struct CRAMExchange: SASLExchange {
  let user: String
  let password: Secret

  func initialResponse() -> [UInt8]? { nil }

  func respond(to challenge: [UInt8]) -> [UInt8] {
    let code = Digest.md5.authenticationCode(challenge, key: Array(password.reveal().utf8))
    return Array("\(user) \(code.hex)".utf8)
  }
}
