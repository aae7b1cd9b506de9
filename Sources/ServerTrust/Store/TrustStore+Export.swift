internal import MailDiagnosis
public import MailSettings
internal import SystemAccess

extension TrustStore {
  /// The form in which certificates are exported.
  public enum BundleFormat: Sendable {
    /// PEM with comments on which certificate is for which server.
    case pem
    /// PKCS#12, which Java loads as a trust store, with or without this machine's own roots.
    case pkcs12(password: Secret = TrustStore.javaPassword, includingSystemRoots: Bool = false)
  }

  /// The password that Java expects by default; a trust store holds nothing secret.
  public static let javaPassword = Secret("changeit")

  /// The file in the trust store's folder that is kept up to date for Java.
  public static let keystoreName = "truststore.p12"

  /// Writes everything that is imported to one file, replacing it; devices, pipes and links are
  /// written through. `-` is standard output.
  public func export(_ format: BundleFormat, to path: String) throws(TrustStoreError) {
    let certificates = try list()
    guard !certificates.isEmpty else { throw .nothingToExport }
    let bytes =
      switch format {
      case .pem: Array(Self.pem(certificates).utf8)
      case .pkcs12(let password, let includingSystemRoots):
        try Self.keystore(
          entries(certificates) + (includingSystemRoots ? SystemRoots.entries() : []), password,
          for: path)
      }
    try OutputFile<TrustStoreError>.write(bytes, to: path)
  }

  /// Writes `truststore.p12` anew, or deletes it when nothing is imported.
  func writeKeystore(_ folder: TrustFolder) throws(TrustStoreError) {
    let certificates = try contents().certificates
    guard !certificates.isEmpty else {
      _ = try folder.delete(Self.keystoreName)
      return
    }
    let path = "\(self.folder)/\(Self.keystoreName)"
    try folder.put(
      Self.keystore(entries(certificates), Self.javaPassword, for: path), as: Self.keystoreName)
  }

  private static func keystore(
    _ entries: [PKCS12.Entry], _ password: Secret, for path: String
  ) throws(TrustStoreError) -> [UInt8] {
    let letters = password.reveal().utf8
    guard !letters.isEmpty, letters.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .unusablePassword
    }
    guard let bytes = PKCS12.file(entries, password: password) else {
      throw .notExported(path: path)
    }
    return bytes
  }

  private func entries(_ certificates: [TrustedCertificate]) -> [PKCS12.Entry] {
    certificates.compactMap { trusted in
      Certificate(pem: trusted.details.pem).map { PKCS12.Entry(trusted.server.name, $0) }
    }
  }

  private static func pem(_ certificates: [TrustedCertificate]) -> String {
    certificates.map { trusted in
      """
      # \(trusted.server.name)
      # \(trusted.details.subject)
      # SHA-256: \(trusted.details.sha256)
      \(trusted.details.pem)
      """
    }.joined(separator: "\n")
  }
}
