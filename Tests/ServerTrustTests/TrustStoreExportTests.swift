import Foundation
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct TrustStoreExportTests {
  private let home: TemporaryFolder
  private let store: TrustStore

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
  }

  @Test func `an export as PEM says which certificate is whose`() throws {
    let shown = try [25, 465].map { try Shown(port: $0) }
    for shown in shown {
      _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    }
    let path = home.file("all.pem")
    try store.export(.pem, to: path)
    let text = home.text("all.pem")
    #expect(
      PEMText.blocks(text).compactMap { Certificate(pem: $0)?.sha256 }
        == shown.map(\.authority.fingerprint))
    #expect(text.contains("# mail.example.com:25\n# CN=Private CA\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o644)
  }

  @Test func `without an import there is nothing to export`() {
    for format in [TrustStore.BundleFormat.pem, .pkcs12()] {
      #expect(throws: TrustStoreError.nothingToExport) {
        try store.export(format, to: home.file("out"))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: home.file("out")))
  }

  @Test func `an export to nowhere is told and leaves nothing behind`() throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let path = home.file("missing/out.pem")
    #expect(throws: TrustStoreError.system(.open, path: path, errno: ENOENT)) {
      try store.export(.pem, to: path)
    }
    #expect(throws: TrustStoreError.system(.write, path: home.path, errno: EISDIR)) {
      try store.export(.pem, to: home.path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["trust"])
  }

  @Test(arguments: ["geheimniß", "tab\t", ""])
  func `a password that Java would not take is refused`(password: String) throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(throws: TrustStoreError.unusablePassword) {
      try store.export(.pkcs12(password: Secret(password)), to: home.file("out"))
    }
    #expect(!FileManager.default.fileExists(atPath: home.file("out")))
  }

  @Test func `what is not trusted is not exported either`() throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let file = home.file("trust/mail.example.com_587.pem")
    chmod(file, 0o666)
    #expect(throws: TrustStoreError.writable(path: file, mode: 0o666, isFolder: false)) {
      try store.export(.pem, to: home.file("out"))
    }
  }
}
