package import MailSettings
internal import SystemAccess

/// The certificates that are trusted for a server that is asked by HTTPS.
package struct HTTPSRoots: Equatable, Sendable {
  /// A PEM file with the system's roots; nil where there is none, or where `pem` holds its text.
  package var file: String?
  /// A folder of the system's roots, in which OpenSSL looks up the one it needs; nil for none.
  package var folder: String?
  /// The text of the system's files, then what is imported for the server; empty where `file`
  /// suffices.
  package var pem: String

  package init(file: String? = nil, folder: String? = nil, pem: String = "") {
    (self.file, self.folder, self.pem) = (file, folder, pem)
  }
}

extension TrustStore {
  /// The system's roots and what is imported for this host and port.
  ///
  /// The system's are those of ``SystemRoots/placesForHTTPS``.
  package func httpsRoots(host: HostName, port: Port) -> HTTPSRoots {
    let (files, folder) = SystemRoots.placesForHTTPS
    let imported = certificates(for: TrustedServer(host: host, port: port)).map(\.pem)
    guard files.count > 1 || !imported.isEmpty else {
      return HTTPSRoots(file: files.first, folder: folder)
    }
    let text = (files.map { SystemRoots.text(of: $0) ?? "" } + imported).joined(separator: "\n")
    return HTTPSRoots(folder: folder, pem: text)
  }
}
