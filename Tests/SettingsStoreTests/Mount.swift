import Glibc
import Testing

/// Mounts over a folder for as long as a test needs them.
enum Mount {
  static func small(_ folder: String, _ body: () throws -> Void) throws {
    try #require(mount("tmpfs", folder, "tmpfs", 0, "size=64k,mode=0700") == 0)
    defer { umount2(folder, Int32(MNT_DETACH)) }
    try body()
  }

  static func readOnly(_ folder: String, _ body: () throws -> Void) throws {
    let bind = UInt(MS_BIND)
    try #require(mount(folder, folder, nil, bind, nil) == 0)
    defer { umount2(folder, Int32(MNT_DETACH)) }
    try #require(mount(nil, folder, nil, bind | UInt(MS_REMOUNT) | UInt(MS_RDONLY), nil) == 0)
    try body()
  }
}
