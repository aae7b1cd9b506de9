import Foundation
import TestSupport
import Testing

@testable import ServerTrust

struct SystemRootsTests {
  @Test func `a folder is only used with the names by which OpenSSL looks up roots`() throws {
    let folder = try TemporaryFolder()
    #expect(SystemRoots.lookedUp(folder.file("none")) == nil)
    try folder.write("ca-certificates.crt", "")
    try folder.write("2e5ac55d.pem", "")
    #expect(SystemRoots.lookedUp(folder.path) == nil)
    try folder.write("2e5ac55d.0", "")
    #expect(SystemRoots.lookedUp(folder.path) == folder.path)
  }

  @Test func `the machine's folder vouches for every root of its bundle`() throws {
    let folder = try #require(SystemRoots.folder)
    let copies = try TemporaryFolder()
    let bundle = try String(contentsOfFile: SystemRoots.defaultBundle, encoding: .utf8)
    let end = "-----END CERTIFICATE-----"
    let files = try bundle.components(separatedBy: end).dropLast().enumerated().map {
      try copies.write("\($0.offset).pem", $0.element + end + "\n")
    }
    #expect(files.count > 100)
    // By content: `openssl verify` mixes up two roots of one name, of which the bundle has a pair.
    for file in files {
      let hash = try Command.run("openssl", ["x509", "-in", file, "-noout", "-subject_hash"]).output
      let root = try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let isThere = (0..<4).contains { number in
        let link = "\(folder)/\(hash.trimmingCharacters(in: .newlines)).\(number)"
        return (try? String(contentsOfFile: link, encoding: .utf8))?.contains(root) == true
      }
      #expect(isThere, "\(root)")
    }
  }
}
