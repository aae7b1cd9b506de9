internal import COpenSSL
internal import Glibc

/// A fault that OpenSSL finds in one certificate of a chain.
struct CertificateObjection {
  /// The verify result, `X509_V_ERR_…`.
  let code: Int32
  /// Its place in the chain: 0 is the server's own certificate.
  let depth: Int
  /// The certificate; nil where OpenSSL could not begin.
  let certificate: Certificate?
  /// Whether it comes from the store, the system's or an imported one, and was not sent by the
  /// server.
  let isStored: Bool

  /// Whether both are the same fault of the same certificate.
  func repeats(_ other: CertificateObjection) -> Bool {
    code == other.code && depth == other.depth
  }
}

/// Runs OpenSSL's verification to its end and collects every fault.
enum CertificateObjections {
  private final class Box { var found: [CertificateObjection] = [] }

  /// The list goes to the callback in thread-specific data: OpenSSL has no other place for it, and
  /// verifies on one thread.
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
      // Verification may also fail without calling back, such as for lack of memory.
      let code = X509_STORE_CTX_get_error(context)
      box.found.append(.leaf(of: context, code == X509_V_OK ? X509_V_ERR_UNSPECIFIED : code))
    }
    return withExtendedLifetime(box) { box.found }
  }
}

extension CertificateObjection {
  /// The fault that the verification is reporting now.
  fileprivate init(current context: OpaquePointer) {
    code = X509_STORE_CTX_get_error(context)
    depth = Int(X509_STORE_CTX_get_error_depth(context))
    certificate = X509_STORE_CTX_get_current_cert(context).map(Certificate.init(retaining:))
    isStored = depth >= Int(X509_STORE_CTX_get_num_untrusted(context))
  }

  /// A fault of the server's own certificate.
  static func leaf(of context: OpaquePointer, _ code: Int32) -> CertificateObjection {
    CertificateObjection(
      code: code, depth: 0,
      certificate: X509_STORE_CTX_get0_cert(context).map(Certificate.init(retaining:)),
      isStored: false)
  }
}
