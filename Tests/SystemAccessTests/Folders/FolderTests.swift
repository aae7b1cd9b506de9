import Glibc
import Testing

@testable import SystemAccess

@Suite struct FolderTests {
  let folder: TestFolder
  let open: Folder<Failure>

  init() throws {
    folder = try TestFolder()
    open = try folder.open()
  }

  @Test func `a link, a pipe, a folder and a long file are not read`() throws {
    try folder.write("real", "12345")
    folder.link("link", to: "real")
    mkfifo(folder.file("pipe"), 0o600)
    folder.makeFolder("folder")
    #expect(throws: Failure.symbolicLink(path: folder.file("link"))) {
      try open.read("link", limit: 10)
    }
    for name in ["pipe", "folder"] {
      #expect(throws: Failure.notAFile(path: folder.file(name))) {
        try open.read(name, limit: 10)
      }
    }
    #expect(throws: Failure.tooLarge(path: folder.file("real"), limit: 4)) {
      try open.read("real", limit: 4)
    }
    #expect(try open.read("real", limit: 5) == Array("12345".utf8))
    #expect(try open.read("none", limit: 5) == nil)
  }

  @Test func `a second name of somebody else's file is refused where others could have put it`()
    throws
  {
    try folder.write("real", "x")
    folder.makeFolder("theirs", owner: 65534)
    link(folder.file("real"), folder.file("second"))
    link(folder.file("real"), folder.file("theirs/second"))
    #expect(try open.read("second", limit: 5) != nil)
    let theirs = try folder.open("theirs")
    #expect(throws: Failure.hardLink(path: folder.file("theirs/second"))) {
      try theirs.read("second", limit: 5)
    }
    #expect(throws: Failure.hardLink(path: folder.file("theirs/second"))) {
      try FileLock.tryAcquire("second", in: theirs)
    }
    try folder.write("theirs/own", "y", owner: 65534)
    link(folder.file("theirs/own"), folder.file("theirs/backup"))
    #expect(try theirs.read("backup", limit: 5) != nil)
    chmod(folder.path, 0o777)
    #expect(throws: Failure.self) { try folder.open().read("second", limit: 5) }
  }

  @Test func `putting a file replaces a link itself, and follows it never`() throws {
    try folder.write("real", "old")
    folder.link("link", to: "real")
    try open.put(TestFolder.new("new"), as: "link")
    #expect(folder.text("real") == "old")
    #expect(folder.text("link") == "new")
    #expect(try open.names() == ["link", "real"])
  }

  @Test func `what an existing file lends is its owner and permissions, nothing that gives rights`()
    throws
  {
    try folder.write("old", "x", owner: 65534)
    chmod(folder.file("old"), 0o4755)
    let status = try #require(try open.status(of: "old"))
    try open.put(NewFile(bytes: [], like: status), as: "old")
    let new = try #require(try open.status(of: "old"))
    #expect(new.permissions == 0o755)
    #expect(new.owner == 65534)
  }

  @Test func `a lock is had once, and given back with its value`() throws {
    let lock = try #require(try FileLock.tryAcquire("lock", in: open))
    #expect(try FileLock.tryAcquire("lock", in: open) == nil)
    #expect(throws: Failure.busy(path: folder.file("lock"))) {
      try FileLock.acquire("lock", in: open, within: .milliseconds(5))
    }
    lock.write("long text")
    lock.write("text")
    #expect(folder.text("lock") == "text")
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: ["link", "pipe", "folder"])
  func `a lock is no link, no pipe and no folder`(name: String) throws {
    folder.link("link", to: "elsewhere")
    mkfifo(folder.file("pipe"), 0o600)
    folder.makeFolder("folder")
    #expect(throws: Failure.self) { try FileLock.tryAcquire(name, in: open) }
    #expect(access(folder.file("elsewhere"), F_OK) != 0)
  }

  @Test func `a folder itself can be locked`() throws {
    let lock = try FileLock.acquire(open)
    #expect(throws: Failure.busy(path: folder.path)) {
      try FileLock.acquire(open, within: .zero)
    }
    withExtendedLifetime(lock) {}
  }
}
