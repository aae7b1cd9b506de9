internal import MailDiagnosis
internal import Glibc
internal import MailSettings
internal import SystemAccess

/// The publicly known roots that this machine trusts.
enum SystemRoots {
  /// Debian's bundle; `SSL_CERT_FILE` names another one, as it does for OpenSSL.
  static let defaultBundle = "/etc/ssl/certs/ca-certificates.crt"

  /// The largest bundle that is read, in bytes; a usual one has 220 kB with about 150 roots.
  private static let largest = 1 << 24

  static func entries() throws(TrustStoreError) -> [PKCS12.Entry] {
    let path = environment("SSL_CERT_FILE") ?? defaultBundle
    guard let text = text(of: path) else { throw .noSystemRoots(path: path) }
    let roots = PEMText.blocks(text).compactMap(Certificate.init(pem:))
    guard !roots.isEmpty else { throw .noSystemRoots(path: path) }
    return roots.map { PKCS12.Entry($0.details.subject.printable(limit: 100), $0) }
  }

  /// Where a connection reads the roots from: a file, a folder, both, or neither.
  ///
  /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name other places, as for OpenSSL's own tools. A file that
  /// does not exist is left out: what is imported for the server may suffice.
  static var places: (file: String?, folder: String?) {
    let folder = environment("SSL_CERT_DIR") ?? folder
    let file = environment("SSL_CERT_FILE") ?? (folder == nil ? defaultBundle : nil)
    return (file.flatMap { access($0, R_OK) == 0 ? $0 : nil }, folder)
  }

  /// The same for HTTPS, with the file that `CURL_CA_BUNDLE` names for curl(1): where that and
  /// `SSL_CERT_FILE` are set, both count.
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

  /// Debian's folder with a file for each root; nil where OpenSSL cannot look up roots in it.
  ///
  /// OpenSSL 3 needs more than 20 ms for each connection to read the whole bundle. Of the folder,
  /// which update-ca-certificates(8) writes with the same roots, only the root that a chain needs
  /// is read.
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

  /// Whether a name is c_rehash(1)'s: a hash of the subject in eight digits, a dot and a number.
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
