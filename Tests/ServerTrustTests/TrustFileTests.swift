import Foundation
import MailDiagnosis
import MailSettings
import TestSupport
import Testing

@testable import ServerTrust

/// What somebody else could have put there is never trusted.
@Suite struct TrustFileTests {
  private let home: TemporaryFolder
  private let store: TrustStore
  private let file: String
  private let host: HostName
  private let port: MailSettings.Port

  init() throws {
    home = try TemporaryFolder()
    store = TrustStore(folder: home.file("trust"))
    file = home.file("trust/mail.example.com_587.pem")
    host = try HostName(typed: "mail.example.com")
    port = .submission
    let shown = try Shown()
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
  }

  private func expectNoTrust(_ error: TrustStoreError) {
    #expect(store.certificates(for: .init(host: host, port: port)).isEmpty)
    #expect(store.trouble(host: host, port: port) == error)
    #expect(throws: error) { try store.list() }
  }

  @Test(arguments: [0o664, 0o646, 0o666])
  func `a file that others may change is not trusted`(mode: Int) throws {
    chmod(file, mode_t(mode))
    expectNoTrust(.writable(path: file, mode: UInt32(mode), isFolder: false))
    #expect(
      store.trouble(host: host, port: port)?.sentence.hasSuffix("chmod go-w '\(file)'") == true)
  }

  @Test(arguments: [0o770, 0o777, 0o1777])
  func `a folder that others may change is not trusted`(mode: Int) throws {
    chmod(store.folder, mode_t(mode))
    expectNoTrust(.writable(path: store.folder, mode: UInt32(mode), isFolder: true))
  }

  @Test func `a file of another user is not trusted`() throws {
    let nobody = try #require(getpwnam("nobody")).pointee.pw_uid
    #expect(chown(file, nobody, 0) == 0)
    expectNoTrust(.foreignOwner(path: file, owner: nobody))
  }

  @Test func `root trusts what belongs to the owner of the set-up`() throws {
    let nobody = try #require(getpwnam("nobody")).pointee.pw_uid
    for path in [home.path, store.folder, file] { #expect(chown(path, nobody, 0) == 0) }
    #expect(store.trouble(host: host, port: port) == nil)
    #expect(store.certificates(for: .init(host: host, port: port)).count == 1)
    let shown = try Shown(port: 465)
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    for name in ["mail.example.com_465.pem", "truststore.p12"] {
      let file = try FileManager.default.attributesOfItem(atPath: store.folder + "/" + name)
      #expect(file[.ownerAccountID] as? UInt32 == nobody)
    }
  }

  @Test(arguments: [
    "", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "\0\u{1b}[31m",
  ])
  func `a file without a certificate is told`(text: String) throws {
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    expectNoTrust(.noCertificate(path: file))
  }

  @Test func `a file cut in the middle is told`() throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try String(text.prefix(text.count - 60)).write(
      toFile: file, atomically: false, encoding: .utf8)
    expectNoTrust(.noCertificate(path: file))
  }

  @Test func `a file without an end is not read into memory`() throws {
    try Data(count: TrustFolder.largestFile + 1).write(to: URL(fileURLWithPath: file))
    expectNoTrust(.tooLarge(path: file, limit: TrustFolder.largestFile))
  }

  @Test func `a pipe or folder in the place of a file is told`() throws {
    try FileManager.default.removeItem(atPath: file)
    #expect(mkfifo(file, 0o600) == 0)
    expectNoTrust(.notAFile(path: file))
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    expectNoTrust(.notAFile(path: file))
  }

  @Test func `a link counts by what it leads to`() throws {
    let real = home.file("real.pem")
    try FileManager.default.moveItem(atPath: file, toPath: real)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: real)
    #expect(store.certificates(for: .init(host: host, port: port)).count == 1)
    chmod(real, 0o666)
    expectNoTrust(.writable(path: file, mode: 0o666, isFolder: false))
  }

  @Test func `a foreign file is told and harms nobody else`() throws {
    let notes = home.file("trust/notes.txt")
    try "hello".write(toFile: notes, atomically: false, encoding: .utf8)
    #expect(throws: TrustStoreError.foreignFile(path: notes)) { try store.list() }
    #expect(store.certificates(for: .init(host: host, port: port)).count == 1)
    let shown = try Shown(port: 25)
    _ = try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
    #expect(store.certificates(for: .init(host: host, port: .smtp)).count == 1)
  }
}
