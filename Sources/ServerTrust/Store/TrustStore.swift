internal import MailDiagnosis
public import MailSettings

/// The certificates that a person has imported, each for one host and port; they add to the
/// system's roots.
///
/// Each host and port has a PEM file of its own in the folder. A file or folder that somebody else
/// could change is not trusted, and ``list()`` says so.
public struct TrustStore: Sendable {
  /// The folder with one PEM file for each host and port.
  public let folder: String

  /// The trust store of a set-up, `HOME/trust`; the folder need not exist.
  public init(folder: String) { self.folder = folder }

  /// Why nothing is trusted although there is a file for this host and port; nil when all is well.
  public func trouble(host: HostName, port: Port) -> TrustStoreError? {
    do throws(TrustStoreError) {
      _ = try read(TrustedServer(host: host, port: port), in: TrustFolder.open(folder))
      return nil
    } catch { return error }
  }

  func path(_ server: TrustedServer) -> String { "\(folder)/\(server.fileName)" }

  /// The certificates in a server's file, nil when there is none.
  func read(
    _ server: TrustedServer, in folder: TrustFolder?
  ) throws(TrustStoreError) -> [Certificate]? {
    let path = path(server)
    guard let text = try folder?.text(of: server.fileName) else { return nil }
    if let shortage = Libraries.shortage { throw .missing(shortage) }
    let certificates = PEMText.blocks(text).compactMap(Certificate.init(pem:))
    guard !certificates.isEmpty else { throw .noCertificate(path: path) }
    return certificates
  }

  /// What is imported for a host and port; empty for nothing, and for a file that is not trusted.
  func certificates(for server: TrustedServer) -> [Certificate] {
    do throws(TrustStoreError) {
      return try read(server, in: TrustFolder.open(folder)) ?? []
    } catch { return [] }
  }
}
