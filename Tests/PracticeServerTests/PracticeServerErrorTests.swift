import Glibc
import PracticeServer
import Testing

@Test(arguments: [
  (PracticeServerError.portInUse(2525), "Port 2525 is already in use by another program."),
  (.portNotPermitted(25), "Port 25 may only be opened by the administrator"),
  (.portOutOfRange(70_000), "Port 70000 is not between 0 and 65535."),
  (.hostNotLoopback("192.0.2.1"), "192.0.2.1 is not a loopback address"),
  (.cannotListen(host: "::1", port: 1, errno: EADDRNOTAVAIL), "Cannot assign requested address"),
  (.notAFolder(path: "/x"), "/x is not a folder."),
  (.folderNotCreated(path: "/x", errno: EACCES), "/x can't be made: Permission denied."),
  (.folderNotWritable(path: "/x", errno: EROFS), "written to: Read-only file system."),
])
func `each error says what is wrong`(error: PracticeServerError, words: String) {
  #expect(error.description.contains(words))
}
