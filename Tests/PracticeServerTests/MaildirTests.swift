import Foundation
import Glibc
import Testing

@testable import PracticeServer

struct MaildirTests {
  private func mode(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }

  @Test func `missing folders are made for the owner alone`() throws {
    let folder = try TemporaryFolder()
    let maildir = try Maildir(creating: "\(folder.path)/deep/er/")
    #expect(maildir.path == "\(folder.path)/deep/er")
    for name in ["", "/tmp", "/new", "/cur"] { #expect(try mode(maildir.path + name) == 0o700) }
  }

  @Test func `a mail is moved from tmp into new for the owner alone`() throws {
    let folder = try TemporaryFolder()
    let maildir = try Maildir(creating: folder.path)
    let name = MaildirName(seconds: 1, microseconds: 2)
    let file = try maildir.deliver([[0x41], [], [0x42]], name: name)
    #expect(file == "\(folder.path)/new/\(name.text)")
    #expect(try mode(file) == 0o600)
    #expect(try folder.mails() == ["AB"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/tmp").isEmpty)
  }

  @Test func `a failed delivery leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let maildir = try Maildir(creating: folder.path)
    rmdir("\(folder.path)/new")
    #expect(throws: Maildir.WriteError(code: ENOENT)) {
      try maildir.deliver([[0x41]], name: MaildirName(seconds: 1, microseconds: 2))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/tmp").isEmpty)
  }

  @Test func `a file in the way is named`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/file"
    try Data().write(to: URL(filePath: path))
    #expect(throws: PracticeServerError.notAFolder(path: path)) { try Maildir(creating: path) }
    #expect(throws: PracticeServerError.notAFolder(path: path)) {
      try Maildir(creating: "\(path)/sub")
    }
  }

  @Test func `a place where nothing can be made is named with its cause`() {
    // Not even root makes folders in /proc.
    #expect(throws: PracticeServerError.folderNotCreated(path: "/proc/practice", errno: ENOENT)) {
      try Maildir(creating: "/proc/practice")
    }
  }
}

struct MaildirNameTests {
  @Test func `names of one instant differ`() {
    let names = (0..<1_000).map { _ in MaildirName(seconds: 1, microseconds: 2).text }
    #expect(Set(names).count == 1_000)
  }

  @Test func `a name has time, process and count, and no separator of Maildir`() {
    let name = MaildirName(seconds: 12, microseconds: 34)
    #expect(name.text.hasPrefix("12.M34P"))
    #expect(name.text.hasPrefix(name.id + "."))
    #expect(!name.text.contains { $0 == "/" || $0 == ":" })
  }
}
