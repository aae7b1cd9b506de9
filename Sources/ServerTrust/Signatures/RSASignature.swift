internal import COpenSSL

/// The RSA signatures of JSON Web Signature (RFC 7518 sections 3.3 and 3.5), by their names there.
///
/// `none` and signatures by a shared secret are left out on purpose.
package enum RSASignature: String, CaseIterable, Sendable {
  case rs256 = "RS256"
  case rs384 = "RS384"
  case rs512 = "RS512"
  case ps256 = "PS256"
  case ps384 = "PS384"
  case ps512 = "PS512"

  var digest: OpaquePointer? {
    switch self {
    case .rs256, .ps256: EVP_sha256()
    case .rs384, .ps384: EVP_sha384()
    case .rs512, .ps512: EVP_sha512()
    }
  }

  /// Whether it is RSASSA-PSS, whose salt is as long as the digest.
  private var isPSS: Bool {
    switch self {
    case .ps256, .ps384, .ps512: true
    case .rs256, .rs384, .rs512: false
    }
  }

  func prepare(_ context: OpaquePointer?) -> Bool {
    guard isPSS else { return true }
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0
      && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0
  }
}

/// An RSA key, public or private, of a safe and usable size.
package final class RSAKey: @unchecked Sendable {
  /// The sizes in bits: shorter keys can be broken, longer ones only take time.
  static let sizes = 2_048...16_384

  /// OpenSSL's key, which is never changed.
  let pointer: OpaquePointer

  /// Takes ownership of a key of OpenSSL's; nil for another kind or size.
  init?(taking pointer: OpaquePointer) {
    guard EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA,
      Self.sizes.contains(Int(EVP_PKEY_get_bits(pointer)))
    else {
      EVP_PKEY_free(pointer)
      return nil
    }
    self.pointer = pointer
  }

  deinit { EVP_PKEY_free(pointer) }

  /// A public key from its two numbers, most significant octet first (RFC 7518 section 6.3.1); nil
  /// where they are not a safe key.
  package convenience init?(modulus: [UInt8], exponent: [UInt8]) {
    guard Libraries.shortage == nil, modulus.count <= 4_096, exponent.count <= 8 else { return nil }
    let bytes = DER.publicKey(modulus: modulus, exponent: exponent)
    let key = bytes.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_PUBKEY(nil, &start, buffer.count)
    }
    ERR_clear_error()
    guard let key else { return nil }
    self.init(taking: key)
  }

  /// Whether the signature of these bytes was made with this key's private half.
  package func verifies(
    _ signature: [UInt8], of bytes: [UInt8], _ algorithm: RSASignature
  ) -> Bool {
    guard let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var details: OpaquePointer?
    return EVP_DigestVerifyInit(context, &details, algorithm.digest, nil, pointer) == 1
      && algorithm.prepare(details)
      && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
  }

  /// Signs these bytes; nil where OpenSSL refuses, as with a public key.
  package func signature(of bytes: [UInt8], _ algorithm: RSASignature) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    var details: OpaquePointer?
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(pointer)))
    var count = signature.count
    guard EVP_DigestSignInit(context, &details, algorithm.digest, nil, pointer) == 1,
      algorithm.prepare(details),
      EVP_DigestSign(context, &signature, &count, bytes, bytes.count) == 1
    else { return nil }
    return Array(signature.prefix(count))
  }
}
