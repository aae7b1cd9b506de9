internal import MailDiagnosis
internal import Glibc
internal import MailSettings
internal import SystemAccess

/// The roots that this machine trusts, out of its bundle.
enum SystemRoots {
  /// Debian's bundle; `SSL_CERT_FILE` names another one, as it does for OpenSSL.
  static let defaultBundle = "/etc/ssl/certs/ca-certificates.crt"

  /// A bundle has about 150 roots in 220 kB.
  private static let largest = 1 << 24

  static func entries() throws(TrustStoreError) -> [PKCS12.Entry] {
    let path = environment("SSL_CERT_FILE") ?? defaultBundle
    guard let text = text(of: path) else { throw .noSystemRoots(path: path) }
    let roots = PEMText.blocks(text).compactMap(Certificate.init(pem:))
    guard !roots.isEmpty else { throw .noSystemRoots(path: path) }
    return roots.map { PKCS12.Entry($0.details.subject.printable(limit: 100), $0) }
  }

  /// Where the roots are read from at a connection: both, either, or neither.
  ///
  /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name others, as they do for OpenSSL's own tools. A file
  /// that is not there is left out: what was imported for the server may be all that is needed.
  static var places: (file: String?, folder: String?) {
    let folder = environment("SSL_CERT_DIR") ?? folder
    let file = environment("SSL_CERT_FILE") ?? (folder == nil ? defaultBundle : nil)
    return (file.flatMap { access($0, R_OK) == 0 ? $0 : nil }, folder)
  }

  /// The same with the file that `CURL_CA_BUNDLE` names for curl(1): machines set the one and
  /// programs the other, so both count.
  static var placesForHTTPS: (files: [String], folder: String?) {
    let (file, folder) = places
    let named = environment("CURL_CA_BUNDLE").flatMap { $0.isEmpty || $0 == file ? nil : $0 }
    return ([file, named].compactMap(\.self), folder)
  }

  /// Whether this machine has any root at all; a container may have none.
  static var arePresent: Bool {
    let (file, folder) = places
    if folder.flatMap(lookedUp) != nil { return true }
    return file.flatMap(text).map { !PEMText.blocks($0).isEmpty } ?? false
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Debian's folder of one root a file, if the names by which OpenSSL looks one up are there.
  ///
  /// To read the whole bundle takes OpenSSL 3 more than 20 ms at each connection; the folder holds
  /// the same roots, and of them the one that a chain leads to is read. update-ca-certificates(8)
  /// writes both.
  static let folder = lookedUp("/etc/ssl/certs")

  /// The folder, if OpenSSL can look up roots in it.
  static func lookedUp(_ path: String) -> String? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if isHash(String(decoding: name, as: UTF8.self)) { return path }
    }
    return nil
  }

  /// c_rehash(1): a hash of the subject in eight digits, a dot and a number.
  private static func isHash(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count == 8 && parts[0].allSatisfy(\.isHexDigit)
      && UInt8(parts[1]) != nil
  }

  static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      if count < 0 && errno != EINTR { return nil }
      bytes += buffer.prefix(max(count, 0))
      if bytes.count > largest { return nil }
    }
  }
}
