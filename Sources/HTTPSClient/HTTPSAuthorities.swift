/// Whose certificates a server may show, as libcurl takes them; nothing else is trusted.
package struct HTTPSAuthorities: Equatable, Sendable {
  /// Certificates that are all read before the connection.
  package enum Bundle: Equatable, Sendable {
    /// The path of a PEM file.
    case file(String)
    /// PEM itself.
    case pem(String)
  }

  /// Read whole; nil for none.
  package var bundle: Bundle?
  /// A folder of certificates by the hashes of their names (c_rehash(1)); nil for none.
  package var folder: String?

  package init(_ bundle: Bundle?, folder: String? = nil) {
    (self.bundle, self.folder) = (bundle, folder)
  }

  /// The bundle's path, for messages.
  var path: String {
    switch bundle {
    case .file(let path): path
    case .pem, nil: ""
    }
  }
}
