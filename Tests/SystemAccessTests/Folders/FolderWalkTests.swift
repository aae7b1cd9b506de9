import Glibc
import Testing

@testable import SystemAccess

@Suite struct FolderWalkTests {
  static let user: uid_t = 65534
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    folder.makeFolder("mine")
    folder.makeFolder("theirs", owner: Self.user)
    folder.makeFolder("theirs/deep", owner: Self.user)
    folder.makeFolder("theirs/roots")
  }

  private func error(_ name: String, creating: Bool = false) -> Failure? {
    do throws(Failure) {
      _ = try Folder<Failure>.open(folder.file(name), creating: creating)
      return nil
    } catch { return error }
  }

  @Test(arguments: ["mine", "theirs/deep", "theirs/roots", "mine/../theirs/./deep//"])
  func `folders are opened whoever owns them`(name: String) throws {
    let opened = try folder.open(name)
    try opened.put(TestFolder.new("x"), as: "file")
    #expect(folder.text(name + "/file") == "x")
    #expect(opened.path == folder.file(name))
  }

  @Test func `what is not there is nil, and what is no folder is told`() throws {
    #expect(try Folder<Failure>.open(folder.file("none/deeper")) == nil)
    try folder.write("file", "x")
    #expect(error("file") == .notAFolder(path: folder.file("file")))
    #expect(error("file/deeper") == .notAFolder(path: folder.file("file")))
  }

  @Test func `a person's own links are followed, to anything`() throws {
    folder.link("to-mine", to: "mine")
    folder.link("to-theirs", to: folder.file("theirs/deep"))
    folder.link("twice", to: "to-mine")
    for name in ["to-mine", "to-theirs", "twice"] { #expect(error(name) == nil, "\(name)") }
  }

  @Test func `a link of a less trusted user is followed to what is his alone`() {
    folder.link("to-mine", to: "mine", owner: Self.user)
    folder.link("to-deep", to: folder.file("theirs/deep"), owner: Self.user)
    folder.link("theirs/out", to: "../mine", owner: Self.user)
    folder.link("theirs/in", to: "deep", owner: Self.user)
    folder.link("theirs/roots-link", to: "../mine")
    folder.link("detour", to: "to-mine")
    #expect(error("to-mine") == .foreignLink(path: folder.file("to-mine"), owner: Self.user))
    #expect(error("to-deep") == nil)
    #expect(error("theirs/out") == .foreignLink(path: folder.file("theirs/out"), owner: Self.user))
    #expect(error("theirs/in") == nil)
    // Who owns a folder can move any link into it.
    #expect(
      error("theirs/roots-link")
        == .foreignLink(path: folder.file("theirs/roots-link"), owner: Self.user))
    #expect(error("detour") == .foreignLink(path: folder.file("to-mine"), owner: Self.user))
  }

  @Test func `nothing is made behind a link of a less trusted user that leads to root's`() {
    folder.link("theirs/out", to: "../mine", owner: Self.user)
    #expect(error("theirs/out/new", creating: true) != nil)
    #expect(access(folder.file("mine/new"), F_OK) != 0)
    folder.link("theirs/nowhere", to: "../mine/new", owner: Self.user)
    #expect(error("theirs/nowhere", creating: true) != nil)
    #expect(access(folder.file("mine/new"), F_OK) != 0)
  }

  @Test func `links in a circle end`() {
    folder.link("a", to: "b")
    folder.link("b", to: "a")
    #expect(
      error("a") == .system(.open, path: folder.file("b"), errno: ELOOP)
        || error("a") == .system(.open, path: folder.file("a"), errno: ELOOP))
  }

  @Test func `inside of a folder only links of the trusted count, and only to what is theirs`()
    throws
  {
    try folder.write("mine/real", "x")
    folder.link("mine/link", to: "real")
    folder.link("mine/far", to: "../theirs/file")
    try folder.write("theirs/file", "x", owner: Self.user)
    let mine = try folder.open("mine")
    let place = try mine.place(of: "link")
    #expect(place.name == "real")
    #expect(throws: Failure.foreignLink(path: folder.file("mine/far"), owner: Self.user)) {
      try mine.place(of: "far")
    }
    folder.link("theirs/link", to: "file", owner: Self.user)
    folder.link("theirs/sub", to: "deep", owner: Self.user)
    let theirs = try folder.open("theirs")
    #expect(throws: Failure.self) { try theirs.place(of: "link") }
    #expect(throws: Failure.self) { try theirs.folder("sub") }
    #expect(try theirs.place(of: "file").name == "file")
    #expect(try theirs.place(of: "new").name == "new")
    #expect(throws: Failure.brokenLink(path: folder.file("mine/broken"))) {
      folder.link("mine/broken", to: "nothing")
      _ = try mine.place(of: "broken")
    }
  }

  @Test func `work goes on in the open folder when its path leads elsewhere`() throws {
    let mine = try folder.open("mine")
    rename(folder.file("mine"), folder.file("moved"))
    folder.link("mine", to: "theirs", owner: Self.user)
    try mine.put(TestFolder.new("x"), as: "file")
    #expect(folder.text("moved/file") == "x")
    #expect(folder.text("theirs/file") == nil)
  }

  @Test func `new folders are their owner's alone, and root makes them for whose the place is`()
    throws
  {
    umask(0o022)
    for (name, owner) in [("mine/a/b", 0), ("theirs/a/b", Self.user)] {
      let made = try #require(try Folder<Failure>.open(folder.file(name), creating: true))
      #expect(made.status.permissions == 0o700)
      #expect(made.status.owner == owner)
    }
  }
}
