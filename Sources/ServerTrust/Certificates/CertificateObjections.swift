internal import COpenSSL
internal import Glibc

/// What OpenSSL finds wrong with one certificate of a chain.
struct CertificateObjection {
  /// The verify result, `X509_V_ERR_…`.
  let code: Int32
  /// How many certificates stand below it.
  let depth: Int
  /// The certificate; nil where OpenSSL could not even begin.
  let certificate: Certificate?
  /// Whether it is out of the store: the system's or an imported one, not what the server has sent.
  let isStored: Bool

  /// Whether both say the same of the same certificate.
  func repeats(_ other: CertificateObjection) -> Bool {
    code == other.code && depth == other.depth
  }
}

/// Runs OpenSSL's verification to its end and collects what it finds.
enum CertificateObjections {
  private final class Box { var found: [CertificateObjection] = [] }

  /// Neither callback nor context has room for user data of ours, and verification is synchronous.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  static func collect(_ context: OpaquePointer) -> [CertificateObjection] {
    let box = Box()
    pthread_setspecific(key, Unmanaged.passUnretained(box).toOpaque())
    defer { pthread_setspecific(key, nil) }
    X509_STORE_CTX_set_verify_cb(context) { isFine, context in
      guard isFine == 0, let context, let raw = pthread_getspecific(CertificateObjections.key)
      else { return 1 }
      let box = Unmanaged<Box>.fromOpaque(raw).takeUnretainedValue()
      let objection = CertificateObjection(current: context)
      if !box.found.contains(where: objection.repeats) { box.found.append(objection) }
      return 1
    }
    let result = X509_verify_cert(context)
    if result <= 0, box.found.isEmpty {
      // Such as an error of the library's own.
      let code = X509_STORE_CTX_get_error(context)
      box.found.append(.leaf(of: context, code == X509_V_OK ? X509_V_ERR_UNSPECIFIED : code))
    }
    return withExtendedLifetime(box) { box.found }
  }
}

extension CertificateObjection {
  /// What is objected to at this moment of a verification.
  fileprivate init(current context: OpaquePointer) {
    code = X509_STORE_CTX_get_error(context)
    depth = Int(X509_STORE_CTX_get_error_depth(context))
    certificate = X509_STORE_CTX_get_current_cert(context).map(Certificate.init(retaining:))
    isStored = depth >= Int(X509_STORE_CTX_get_num_untrusted(context))
  }

  /// An objection to the server's own certificate.
  static func leaf(of context: OpaquePointer, _ code: Int32) -> CertificateObjection {
    CertificateObjection(
      code: code, depth: 0,
      certificate: X509_STORE_CTX_get0_cert(context).map(Certificate.init(retaining:)),
      isStored: false)
  }
}
