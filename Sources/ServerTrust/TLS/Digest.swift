internal import COpenSSL
internal import SystemAccess

/// The hash functions of SASL mechanisms and fingerprints.
package enum Digest {
  case md5
  case sha1
  case sha256

  private var function: OpaquePointer? {
    switch self {
    case .md5: EVP_md5()
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    }
  }

  private var length: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256: 32
    }
  }

  package func hash(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: length)
    EVP_Digest(bytes, bytes.count, &output, nil, function, nil)
    return output
  }

  /// HMAC (RFC 2104).
  package func authenticationCode(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: length)
    HMAC(function, key, Int32(key.count), bytes, bytes.count, &output, nil)
    return output
  }

  /// PBKDF2 (RFC 8018) with HMAC and the hash's length, which is SCRAM's `Hi`.
  package func derivedKey(_ password: String, salt: [UInt8], rounds: Int) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: length)
    PKCS5_PBKDF2_HMAC(
      password, Int32(password.utf8.count), salt, Int32(salt.count), Int32(rounds), function,
      Int32(length), &output)
    return output
  }
}

extension [UInt8] {
  /// Lower-case hexadecimal.
  package var hex: String { Hexadecimal.text(self) }
}
