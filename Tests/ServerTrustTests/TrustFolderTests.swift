import Foundation
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct TrustFolderTests {
  @Test func `what a killed change left is cleared away by the next`() throws {
    let home = try TemporaryFolder()
    try TrustFolder.change(home.file("trust")) { _ throws(TrustStoreError) in }
    try home.write("trust/.postern-tmp-1-x", "half")
    try home.write("trust/kept", "whole")
    try TrustFolder.change(home.file("trust")) { folder throws(TrustStoreError) in
      #expect(try folder.names() == ["kept"])
    }
  }

  @Test func `folders above are made for the owner only`() throws {
    let home = try TemporaryFolder()
    try TrustFolder.change(home.file("new/set-up/trust")) { _ throws(TrustStoreError) in }
    for path in ["new", "new/set-up", "new/set-up/trust"] {
      let made = try FileManager.default.attributesOfItem(atPath: home.file(path))
      #expect(made[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test func `what cannot be written leaves the old file whole`() throws {
    let home = try TemporaryFolder()
    let folder = home.file("trust")
    try TrustFolder.change(folder) { folder throws(TrustStoreError) in
      try folder.put(Array("old".utf8), as: "name")
    }
    let long = String(repeating: "x", count: 300)
    let error = TrustStoreError.system(.rename, path: "\(folder)/\(long)", errno: ENAMETOOLONG)
    #expect(throws: error) {
      try TrustFolder.change(folder) { folder throws(TrustStoreError) in
        try folder.put(Array("new".utf8), as: long)
      }
    }
    #expect(home.text("trust/name") == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["name"])
  }

  @Test func `a file in the place of the folder is told`() throws {
    let home = try TemporaryFolder()
    try home.write("trust", "a file")
    #expect(throws: TrustStoreError.notAFolder(path: home.file("trust"))) {
      try TrustFolder.change(home.file("trust")) { _ throws(TrustStoreError) in }
    }
  }

  @Test func `changes at the same time all arrive`() async throws {
    let home = try TemporaryFolder()
    let store = TrustStore(folder: home.file("trust"))
    let shown = try (1...8).map { try Shown(port: $0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for shown in shown {
        group.addTask {
          _ = try await Blocking.run {
            try store.import(shown.inspection, fingerprint: shown.leaf.fingerprint)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.list().map(\.port.number) == Array(1...8))
    let entries = try await Keytool.list(home.file("trust/truststore.p12"))
    #expect(Set(entries.keys) == Set((1...8).map { "mail.example.com:\($0)" }))
  }
}
