public import Foundation
internal import Synchronization

/// A certificate authority of the tests, kept by the `openssl` command.
public final class CertificateAuthority: Sendable {
  /// The path of the authority's own certificate as PEM: what a client has to trust.
  public let certificate: String
  /// SHA-256 of the authority's own certificate, as upper-case hex pairs with colons.
  public let fingerprint: String
  private let folder: TemporaryFolder
  private let parent: CertificateAuthority?
  /// `openssl ca` keeps an index file, which two of them must not write at once.
  private let issuing = Mutex<Int>(0)

  /// Makes an authority: a root, or one below `parent`; its time ends in ten years, or when told.
  ///
  /// With `sharing` it has the key of another one, as cross-signed authorities do.
  public init(
    name: String, parent: CertificateAuthority? = nil, key: CertificateRequest.Key = .ec,
    from: Date = Date(timeIntervalSinceNow: -30 * 86_400),
    until: Date = Date(timeIntervalSinceNow: 3650 * 86_400),
    digest: CertificateRequest.Digest = .sha256, extensions: String = usualExtensions,
    sharing other: CertificateAuthority? = nil
  ) throws {
    self.parent = parent
    folder = try TemporaryFolder()
    certificate = folder.file("authority.pem")
    let home = folder.path
    try folder.makeFolder("issued")
    try folder.write("index.txt", "")
    try folder.write("openssl.cnf", Self.configuration(home: home))
    let extensions = try folder.write("authority.ext", extensions)
    if let other {
      try folder.write("authority.key", other.folder.text("authority.key"))
    } else {
      try Self.makeKey(key, at: folder.file("authority.key"))
    }
    try Self.makeRequest(
      key: folder.file("authority.key"), subject: "/CN=\(name)", at: folder.file("authority.csr"))
    let signer = parent?.folder.path ?? home
    let sign = { (count: inout Int) in
      count += 1
      let own = parent == nil ? ["-selfsign", "-keyfile", home + "/authority.key"] : []
      try Command.check(
        "openssl",
        [
          "ca", "-batch", "-notext", "-config", signer + "/openssl.cnf",
          "-md", digest.rawValue, "-startdate", Self.date(from), "-enddate", Self.date(until),
          "-in", home + "/authority.csr", "-extfile", extensions, "-out", home + "/authority.pem",
        ] + own)
    }
    if let parent {
      _ = try parent.issuing.withLock { try sign(&$0) }
    } else {
      var count = 0
      _ = try sign(&count)
    }
    fingerprint = try Self.fingerprint(of: certificate)
  }

  /// Makes an authority whose certificate this one signs.
  public func intermediate(name: String) throws -> CertificateAuthority {
    try CertificateAuthority(name: name, parent: self)
  }

  /// The root at the top of this authority.
  public var root: CertificateAuthority { parent?.root ?? self }

  /// Makes a key and a certificate for it.
  public func issue(_ request: CertificateRequest = .init()) throws -> IssuedCertificate {
    let leaf = try TemporaryFolder()
    try Self.makeKey(request.key, at: leaf.file("key.pem"))
    try issuing.withLock { count in
      count += 1
      try Self.sign(request, in: leaf, authority: folder.path, selfSigned: false)
    }
    return try Self.finish(leaf, authorities: lineage)
  }

  /// Makes a certificate that is signed by its own key.
  public static func selfSigned(
    _ request: CertificateRequest = .init()
  ) throws -> IssuedCertificate {
    let leaf = try TemporaryFolder()
    try makeKey(request.key, at: leaf.file("key.pem"))
    try leaf.makeFolder("issued")
    try leaf.write("index.txt", "")
    try leaf.write("openssl.cnf", configuration(home: leaf.path))
    try sign(request, in: leaf, authority: leaf.path, selfSigned: true)
    return try finish(leaf, authorities: [])
  }

  /// The authorities from this one up to the root.
  private var lineage: [CertificateAuthority] { [self] + (parent?.lineage ?? []) }

  private static func sign(
    _ request: CertificateRequest, in leaf: TemporaryFolder, authority: String, selfSigned: Bool
  ) throws {
    try makeRequest(
      key: leaf.file("key.pem"), subject: request.subject, at: leaf.file("request.pem"))
    try leaf.write("leaf.ext", request.extensions)
    // Not `openssl x509 -req`, which knows days from now on but no dates.
    try Command.check(
      "openssl",
      [
        "ca", "-batch", "-notext", "-config", authority + "/openssl.cnf",
        "-md", request.digest.rawValue, "-startdate", date(request.from),
        "-enddate", date(request.until), "-extfile", leaf.file("leaf.ext"),
        "-in", leaf.file("request.pem"), "-out", leaf.file("certificate.pem"),
      ] + (selfSigned ? ["-selfsign", "-keyfile", leaf.file("key.pem")] : []))
  }

  private static func finish(
    _ leaf: TemporaryFolder, authorities: [CertificateAuthority]
  ) throws -> IssuedCertificate {
    let own = leaf.text("certificate.pem")
    let above = authorities.map { $0.folder.text("authority.pem") }
    return IssuedCertificate(
      certificate: leaf.file("certificate.pem"), key: leaf.file("key.pem"),
      chain: try leaf.write("chain.pem", own + above.dropLast().joined()),
      chainWithRoot: try leaf.write("chain-with-root.pem", own + above.joined()),
      fingerprint: try fingerprint(of: leaf.file("certificate.pem")), folder: leaf)
  }

  private static func makeKey(_ key: CertificateRequest.Key, at path: String) throws {
    let options =
      switch key {
      case .rsa(let bits): ["RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)"]
      case .ec: ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
      case .ed25519: ["ED25519"]
      }
    try Command.check("openssl", ["genpkey", "-quiet", "-out", path, "-algorithm"] + options)
  }

  private static func makeRequest(key: String, subject: String, at path: String) throws {
    try Command.check("openssl", ["req", "-new", "-key", key, "-subj", subject, "-out", path])
  }

  private static func fingerprint(of path: String) throws -> String {
    let line = try Command.check(
      "openssl", ["x509", "-in", path, "-noout", "-fingerprint", "-sha256"])
    guard let text = line.split(separator: "=").last else { throw TestFailure(line) }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// GeneralizedTime of RFC 5280, section 4.1.2.5.2.
  private static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "yyyyMMddHHmmss'Z'"
    return formatter.string(from: date)
  }

  /// What makes a certificate an authority's (RFC 5280, sections 4.2.1.3 and 4.2.1.9).
  public static let usualExtensions = """
    basicConstraints = critical, CA:TRUE
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash

    """

  private static func configuration(home: String) -> String {
    """
    [ca]
    default_ca = own
    [own]
    database = \(home)/index.txt
    new_certs_dir = \(home)/issued
    rand_serial = yes
    private_key = \(home)/authority.key
    certificate = \(home)/authority.pem
    default_md = sha256
    default_days = 90
    policy = subject
    unique_subject = no
    string_mask = utf8only
    [subject]
    commonName = optional

    """
  }
}
