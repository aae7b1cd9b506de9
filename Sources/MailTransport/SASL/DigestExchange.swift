internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust

/// DIGEST-MD5 (RFC 2831, historic by RFC 6331) without a security layer, for servers with nothing
/// better.
struct DigestExchange: SASLExchange {
  private let login: Login
  private let password: Secret
  private let nonce: String
  private var expected: String?
  private(set) var isServerProven = false

  init(_ login: Login, password: Secret, nonce: String? = nil) {
    self.login = login
    self.password = password
    self.nonce = nonce ?? (0..<16).map { _ in UInt8.random(in: 0...255) }.hex
  }

  func initialResponse() -> [UInt8]? { nil }

  mutating func respond(to challenge: [UInt8]) throws(SASLFailure) -> [UInt8] {
    let fields = Self.fields(String(decoding: challenge, as: UTF8.self))
    if let expected {
      guard fields["rspauth"] == expected else {
        throw SASLFailure.wrongProof
      }
      isServerProven = true
      return []
    }
    guard let theirs = fields["nonce"],
      fields["qop"].map({ $0.split(separator: ",").contains("auth") }) ?? true
    else { throw SASLFailure.wrongChallenge(mechanism: "DIGEST-MD5", standard: "RFC 2831") }
    return response(nonce: theirs, realm: fields["realm"], isUTF8: fields["charset"] == "utf-8")
  }

  private mutating func response(nonce theirs: String, realm: String?, isUTF8: Bool) -> [UInt8] {
    let service = login.endpoint.service
    let uri = "\(service == .pop3 ? "pop" : service.rawValue)/\(login.endpoint.host.ascii)"
    let secret = Digest.md5.hash(
      Array("\(login.user):\(realm ?? ""):\(password.reveal())".utf8))
    let a1 = Digest.md5.hash(secret + Array(":\(theirs):\(nonce)".utf8)).hex
    func proof(_ method: String) -> String {
      let a2 = Digest.md5.hash(Array("\(method):\(uri)".utf8)).hex
      return Digest.md5.hash(Array("\(a1):\(theirs):00000001:\(nonce):auth:\(a2)".utf8)).hex
    }
    expected = proof("")
    let parts =
      [
        isUTF8 ? "charset=utf-8" : nil, "username=\(Self.quoted(login.user))",
        realm.map { "realm=\(Self.quoted($0))" }, "nonce=\(Self.quoted(theirs))", "nc=00000001",
        "cnonce=\(Self.quoted(nonce))", "digest-uri=\(Self.quoted(uri))",
        "response=\(proof("AUTHENTICATE"))", "qop=auth",
      ]
    return Array(parts.compactMap(\.self).joined(separator: ",").utf8)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }

  /// Reads `name=value` or `name="value"`, separated by commas; of repeated names the first counts.
  private static func fields(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    var rest = Substring(text)
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].drop { $0 == "," || $0 == " " }.lowercased()
      let (value, after) = value(rest[rest.index(after: equals)...])
      if fields[name] == nil { fields[name] = value }
      rest = after
    }
    return fields
  }

  private static func value(_ text: Substring) -> (String, Substring) {
    guard text.first == "\"" else {
      let value = text.prefix { $0 != "," }
      return (String(value), text[value.endIndex...])
    }
    var value = ""
    var index = text.index(after: text.startIndex)
    while index < text.endIndex, text[index] != "\"" {
      if text[index] == "\\", text.index(after: index) < text.endIndex {
        index = text.index(after: index)
      }
      value.append(text[index])
      index = text.index(after: index)
    }
    return (value, text[index...].dropFirst())
  }
}

/// CRAM-MD5 (RFC 2195), which proves the password without sending it.
struct CRAMExchange: SASLExchange {
  let user: String
  let password: Secret

  func initialResponse() -> [UInt8]? { nil }

  func respond(to challenge: [UInt8]) -> [UInt8] {
    let code = Digest.md5.authenticationCode(challenge, key: Array(password.reveal().utf8))
    return Array("\(user) \(code.hex)".utf8)
  }
}
