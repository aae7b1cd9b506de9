import Glibc
import MailSettings
import SystemAccess
import TestSupport
import Testing

@testable import SettingsStore

@Suite struct StoreErrorTests {
  static let place = FilePlace(file: "/h/postern.toml", line: 3, column: 7)

  @Test(
    arguments: [
      (
        .system(.write, path: "/h/postern.toml", errno: ENOSPC),
        "cannot write /h/postern.toml: No space left on device"
      ),
      (
        .file(.syntax(place, expected: .equals)),
        "/h/postern.toml, line 3, column 7: not TOML: expected '=' and a value behind the key"
      ),
      (
        .file(.notAString(place, key: "smtp.password")),
        "/h/postern.toml, line 3, column 7: smtp.password must stand in quotation marks"
      ),
      (
        .file(.newerVersion(place, version: "2")),
        "/h/postern.toml, line 3, column 7: version 2 was written by a later Postern; this one knows version 1"
      ),
      (
        .mayNotLast(path: "/h", errno: EIO),
        "saved, but may not last: cannot write /h: Input/output error"
      ),
      (
        .foreignLink(path: "/h/run", owner: 0),
        "/h/run is a symbolic link and not followed, since it is in the hands of root, or leads there: "
          + "put the file or folder itself there, or run Postern as root"
      ),
      (
        .hardLink(path: "/h/run/lock"),
        "/h/run/lock is a second name of a file that lies elsewhere too: put a copy of it there"
      ),
      (
        .notAFolder(path: "/h/run"), "/h/run is not a folder: move what lies there out of the way"
      ),
      (
        .conflict(Draft()),
        "somebody else has changed the same settings meanwhile; nothing was saved"
      ),
      (
        .tooOpen(path: "/h/my dir", mode: 0o755, isFolder: true),
        "/h/my dir is open to other users (mode 0755) and holds passwords; run: chmod 700 '/h/my dir'"
      ),
      (
        .wrongSetting(SettingProblem(key: "smtp.port", problem: .notAPort("x"))),
        "smtp.port: x is not a port: 1 to 65535"
      ),
      (
        .held(by: LockHolder(process: 7, user: "ann", terminal: "/dev/pts/3")),
        "the set-up is being edited by ann (process 7, terminal /dev/pts/3)"
      ),
    ] as [(StoreError, String)])
  func `an error says what was wrong, where, and what would be right`(
    error: StoreError, sentence: String
  ) {
    #expect(error.sentence == sentence)
  }

  @Test func `nothing in a path steers a terminal`() {
    let error = StoreError.tooOpen(path: "/a\u{1B}[2J'b", mode: 0o644, isFolder: false)
    #expect(error.sentence.hasSuffix(#"run: chmod 600 '/a·[2J'\''b'"#))
    #expect(!error.sentence.contains("\u{1B}"))
  }
}
