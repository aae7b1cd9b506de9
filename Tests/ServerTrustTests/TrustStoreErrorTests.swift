import Glibc
import MailDiagnosis
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import ServerTrust

@Suite struct TrustStoreErrorTests {
  private static let nothingShown = CertificateInspection(
    server: Endpoint(host: "mail.example.com", port: .smtp, encryption: .tls), chain: [],
    faults: [.expired])

  static let errors: [TrustStoreError] = [
    .system(.open, path: "/x/a", errno: EACCES), .system(.lock, path: "/x", errno: ENOLCK),
    .writable(path: "/x/a", mode: 0o666, isFolder: false),
    .writable(path: "/x", mode: 0o777, isFolder: true), .foreignOwner(path: "/x/a", owner: 65_534),
    .notAFile(path: "/x/a"), .tooLarge(path: "/x/a", limit: 1), .notAFolder(path: "/x"),
    .symbolicLink(path: "/x/a"), .brokenLink(path: "/x/a"), .foreignLink(path: "/x", owner: 7),
    .hardLink(path: "/x/a"), .busy(path: "/x"), .mayNotLast(path: "/x", errno: EIO),
    .noCertificate(path: "/x/a"),
    .foreignFile(path: "/x/a"), .notImported(server: "a:25"), .nothingToExport, .unusablePassword,
    .noSystemRoots(path: "/x"), .notExported(path: "/x"),
    .refused(.notAFingerprint("yes", digits: nil)), .refused(.notAFingerprint("AB", digits: 2)),
    .refused(.otherFingerprint("AB:CD", server: "a:25", shown: ["EF:01"])),
    .refused(.nothingShown(server: "a:25")),
    .refused(.notMended([.expired], nothingShown)),
    .refused(.notVerified(subject: "CN=a", verifyCode: 20)),
    .refused(.alreadyTrusted(server: "a:25", byImport: true)),
  ]

  @Test(arguments: errors)
  func `every error has whole sentences`(error: TrustStoreError) {
    let sentence = error.sentence
    #expect(sentence.first?.isUppercase == true || sentence.first == "/" || sentence.first == "a")
    #expect(sentence.last == "." || sentence.contains("run: ch"), "\(sentence)")
  }

  @Test func `a path cannot steer the terminal or leave its quotes`() {
    let error = TrustStoreError.writable(path: "/x/\u{1b}'; rm", mode: 0o666, isFolder: false)
    #expect(error.sentence.hasSuffix("chmod go-w '/x/·'\\''; rm'"))
    #expect(!error.sentence.contains("\u{1b}"))
  }
}
