internal import Glibc
internal import MailDiagnosis
internal import MailSettings
internal import ServerTrust
internal import SettingsStore
internal import SystemAccess

/// The files of the certificate and the private key that an application signs in with.
struct CertificateFiles {
  let certificate: String
  let key: String
  /// The set-up's folder: root also uses key files of its owner.
  let home: String

  /// The largest file that is read, in bytes; no certificate with its chain is as large.
  private static let largestFile = 1 << 18

  /// Reads both.
  func read() throws(TokenFailure) -> SigningCertificate {
    let certificatePEM = try text(certificate, isSecret: false)
    let keyPEM = try text(key, isSecret: true)
    do throws(SigningCertificate.Fault) {
      return try SigningCertificate(certificate: certificatePEM, key: keyPEM)
    } catch {
      switch error {
      case .certificate(let fault): throw .unusableKey(path: certificate, fault)
      case .key(let fault): throw .unusableKey(path: key, fault)
      }
    }
  }

  private func text(_ path: String, isSecret: Bool) throws(TokenFailure) -> String {
    do throws(KeyFault) {
      return try Self.text(path, owners: isSecret ? owners : nil)
    } catch { throw .unusableKey(path: path, error) }
  }

  /// - Parameter owners: who may own a secret file, which must be closed to group and others; nil
  ///   where the file is no secret.
  private static func text(_ path: String, owners: [UInt32]?) throws(KeyFault) -> String {
    var fault: KeyFault?
    let bytes: [UInt8]?
    do throws(StoreError) {
      let folder = try Folder<StoreError>.open(FilePath.folder(path))
      bytes = try folder?.read(FilePath.name(path), limit: Self.largestFile) { file in
        fault = owners.flatMap { Self.fault(of: file, owners: $0) }
      }
    } catch { throw KeyFault(error) }
    if let fault { throw fault }
    guard let bytes else { throw .missing }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func fault(of file: FileStatus, owners: [UInt32]) -> KeyFault? {
    if !owners.contains(file.owner) { return .foreignOwner(file.owner) }
    return file.mode & 0o077 != 0 ? .tooOpen(mode: file.permissions) : nil
  }

  /// Root and this user; for root, also the set-up's owner.
  private var owners: [UInt32] {
    let user = geteuid()
    guard user == 0, let folder = try? Folder<StoreError>.open(home) else { return [0, user] }
    return [0, folder.status.owner]
  }
}

extension KeyFault {
  /// What kept a file from being read.
  init(_ error: StoreError) {
    switch error {
    case .system(_, _, let errno): self = errno == ENOENT ? .missing : .system(errno: errno)
    case .symbolicLink, .brokenLink, .foreignLink, .hardLink: self = .symbolicLink
    case .tooLarge: self = .tooLarge
    case .notAFolder: self = .missing
    case .file, .tooOpen, .notAFile, .foreignOwner, .exposedCommand, .foreignCommand,
      .wrongSetting, .held, .conflict, .mayNotLast, .busy, .noHome:
      self = .notAFile
    }
  }
}
