import Foundation
import Glibc
import Testing

@testable import SystemAccess

@Suite struct OutputFileTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func write(_ text: String, to path: String) throws(Failure) {
    try OutputFile<Failure>.write(Array(text.utf8), to: path)
  }

  private func kind(_ name: String) -> mode_t {
    var status = stat()
    lstat(folder.file(name), &status)
    return status.st_mode & S_IFMT
  }

  @Test func `a new file is made, and an old one replaced with its owner and mode`() throws {
    try write("one", to: folder.file("out"))
    #expect(folder.text("out") == "one")
    chmod(folder.file("out"), 0o640)
    chown(folder.file("out"), 65534, 65534)
    try write("two", to: folder.file("out"))
    var status = stat()
    stat(folder.file("out"), &status)
    #expect(status.st_mode & 0o7777 == 0o640)
    #expect(status.st_uid == 65534)
    #expect(folder.text("out") == "two")
  }

  @Test func `a link stays, and what it leads to is written, also where that is not there yet`()
    throws
  {
    try folder.write("real", "much longer than the new text")
    folder.link("link", to: "real")
    folder.link("dangling", to: "made")
    try write("new", to: folder.file("link"))
    try write("new", to: folder.file("dangling"))
    #expect(kind("link") == S_IFLNK)
    #expect(kind("dangling") == S_IFLNK)
    #expect(folder.text("real") == "new")
    #expect(folder.text("made") == "new")
  }

  @Test func `a device stays a device`() throws {
    // Major number 1, minor number 3: the null device.
    #expect(mknod(folder.file("null"), S_IFCHR | 0o666, 0x103) == 0)
    try write("new", to: folder.file("null"))
    #expect(kind("null") == S_IFCHR)
    try write("new", to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: Failure.system(.write, path: "/dev/full", errno: ENOSPC)) {
      try write("new", to: "/dev/full")
    }
  }

  @Test func `a pipe's reader gets everything, and the pipe stays`() throws {
    mkfifo(folder.file("pipe"), 0o600)
    let long = String(repeating: "0123456789", count: 30_000)
    let path = folder.file("pipe")
    let reader = Process()
    let output = folder.file("read")
    reader.executableURL = URL(fileURLWithPath: "/bin/sh")
    reader.arguments = ["-c", "cat \"$0\" >\"$1\"", path, output]
    try reader.run()
    try write(long, to: path)
    reader.waitUntilExit()
    #expect(folder.text("read") == long)
    #expect(kind("pipe") == S_IFIFO)
  }

  @Test func `an open descriptor is written by its number`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    for path in ["/dev/fd/\(ends[1])", "/proc/self/fd/\(ends[1])"] { try write("x", to: path) }
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(read(ends[0], &buffer, 10) == 2)
    #expect(throws: Failure.system(.write, path: "/dev/fd/987", errno: EBADF)) {
      try write("x", to: "/dev/fd/987")
    }
  }

  @Test func `a folder, a missing folder and a socket are told`() throws {
    #expect(throws: Failure.system(.write, path: folder.path, errno: EISDIR)) {
      try write("x", to: folder.path)
    }
    #expect(throws: Failure.self) { try write("x", to: folder.path + "/") }
    #expect(throws: Failure.system(.open, path: folder.file("no/out"), errno: ENOENT)) {
      try write("x", to: folder.file("no/out"))
    }
    #expect(throws: Failure.self) { try write("x", to: "/") }
  }
}
