import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct TrustStoreTests {
  private let home: TemporaryFolder
  private let store: TrustStore
  private let host: HostName
  private let port: MailSettings.Port

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
    host = try HostName(typed: "mail.example.com")
    port = try MailSettings.Port(typed: "587")
  }

  @Test func `what is imported is trusted for its host and port only`() throws {
    let shown = try Shown()
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(imported.sha256 == shown.authority.fingerprint)
    #expect(store.certificates(for: .init(host: host, port: port)).map(\.details) == [imported])
    #expect(store.certificates(for: .init(host: host, port: port)).map(\.pem) == [imported.pem])
    #expect(store.certificates(for: .init(host: host, port: .smtp)).isEmpty)
    let other = try HostName(typed: "example.com")
    #expect(store.certificates(for: .init(host: other, port: port)).isEmpty)
    #expect(store.trouble(host: host, port: port) == nil)
  }

  @Test func `the file says for whom it is and which certificate it holds`() throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let text = home.text("trust/mail.example.com_587.pem")
    for line in [
      "# Host: mail.example.com", "# Port: 587", "# Subject: CN=Private CA",
      "# SHA-256: \(shown.authority.fingerprint)",
    ] {
      #expect(text.split(separator: "\n").contains(Substring(line)), "\(text)")
    }
    let folder = try FileManager.default.attributesOfItem(atPath: store.folder)
    #expect(folder[.posixPermissions] as? Int == 0o700)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store.folder).sorted()
        == ["mail.example.com_587.pem", "truststore.p12"])
  }

  @Test func `importing again replaces what was imported before`() throws {
    let old = try Shown()
    let new = try Shown()
    _ = try store.import(old.inspection, fingerprint: old.leaf.fingerprint)
    _ = try store.import(new.inspection, fingerprint: new.leaf.fingerprint)
    let trusted = store.certificates(for: .init(host: host, port: port))
    #expect(trusted.map(\.details.sha256) == [new.authority.fingerprint])
  }

  @Test func `what is removed is trusted no longer`() throws {
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    try store.remove(host: host, port: port)
    #expect(store.certificates(for: .init(host: host, port: port)).isEmpty)
    #expect(try store.list().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder).isEmpty)
    #expect(throws: TrustStoreError.notImported(server: "mail.example.com:587")) {
      try store.remove(host: host, port: port)
    }
  }

  @Test func `an IPv6 address has a file of its own`() throws {
    let shown = try Shown(host: "::1", port: 25)
    let imported = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    let address = try HostName(typed: "[::1]")
    #expect(store.certificates(for: .init(host: address, port: .smtp)).map(\.details) == [imported])
    let listed = try #require(try store.list().first)
    #expect(listed.host == address)
    #expect(listed.file == home.file("trust/%3A%3A1_25.pem"))
  }
}
