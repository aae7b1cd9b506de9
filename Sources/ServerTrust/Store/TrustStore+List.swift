internal import SystemAccess

extension TrustStore {
  /// Everything that is imported, by host and port; throws where a file is broken, foreign or not
  /// safe.
  public func list() throws(TrustStoreError) -> [TrustedCertificate] {
    let contents = try contents()
    if let trouble = contents.troubles.first { throw trouble }
    return contents.certificates
  }

  /// The trusted certificates, and why other files are not trusted.
  func contents() throws(TrustStoreError) -> (
    certificates: [TrustedCertificate], troubles: [TrustStoreError]
  ) {
    var certificates: [TrustedCertificate] = []
    var troubles: [TrustStoreError] = []
    guard let folder = try TrustFolder.open(folder) else { return ([], []) }
    for name in try folder.names() where !isOwn(name) {
      do throws(TrustStoreError) {
        certificates += try trusted(in: name, folder)
      } catch { troubles.append(error) }
    }
    return (certificates, troubles)
  }

  private func isOwn(_ name: String) -> Bool {
    name == Self.keystoreName || Temporary.isOne(name)
  }

  private func trusted(
    in name: String, _ folder: TrustFolder
  ) throws(TrustStoreError) -> [TrustedCertificate] {
    let file = "\(self.folder)/\(name)"
    guard let server = TrustedServer(fileName: name) else { throw .foreignFile(path: file) }
    // A file that is deleted meanwhile is not an error.
    return try (read(server, in: folder) ?? []).map { TrustedCertificate(server, $0, file: file) }
  }
}
