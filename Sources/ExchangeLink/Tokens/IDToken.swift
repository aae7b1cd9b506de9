internal import FoundationEssentials
internal import MailDiagnosis
internal import ServerTrust

/// An id_token (OpenID Connect Core 1.0 section 2), parsed but not verified.
struct IDToken {
  /// How it is signed, and the id of the key; nil where it names none.
  let algorithm: RSASignature
  let keyID: String?
  /// What was signed, and the signature.
  let signed: [UInt8]
  let signature: [UInt8]
  let claims: LenientMembers

  /// In bytes; Microsoft's are far shorter, even with many groups.
  private static let longest = 65_536

  init(_ text: String) throws(TokenFailure) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, text.utf8.count <= Self.longest,
      let header = parts[0].base64URLBytes.flatMap({ LenientMembers($0) }),
      // `crit` names what has to be understood to verify it (RFC 7515 section 4.1.11).
      header.texts("crit") == nil,
      let algorithm = header.text("alg").flatMap(RSASignature.init(rawValue:)),
      let signature = parts[2].base64URLBytes, !signature.isEmpty,
      let claims = parts[1].base64URLBytes.flatMap({ LenientMembers($0) })
    else { throw .malformed(.notSigned) }
    (self.algorithm, keyID) = (algorithm, header.text("kid"))
    (signed, self.signature) = (Array("\(parts[0]).\(parts[1])".utf8), signature)
    self.claims = claims
  }
}

extension Substring {
  /// The bytes of base64url without padding (RFC 4648 section 5); nil where it is none.
  var base64URLBytes: [UInt8]? {
    guard utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2F && $0 != 0x3D }) else { return nil }
    let plain = String(self).replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    return Data(base64Encoded: plain + padding).map { Array($0) }
  }
}
