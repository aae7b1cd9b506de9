import Foundation
import Glibc
import MailSettings
import SystemAccess
import Testing

@testable import SettingsStore

/// Root at work in a set-up of another user, who puts links to what is not his where files are
/// expected.
@Suite struct LessTrustedFolderTests {
  /// A way to have root write, move, delete or give away something outside of the folder.
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let prepare: @Sendable (_ home: String, _ outside: String) -> Void

    init(_ name: String, _ prepare: @escaping @Sendable (String, String) -> Void) {
      testDescription = name
      self.prepare = prepare
    }
  }

  static let user: uid_t = 65534
  static let toml = "[smtp]\nserver = \"evil.example\"\n"

  static let attacks: [Attack] = [
    Attack("a pending file is a link") { home, outside in
      folder(home + "/.postern-pending")
      link(outside + "/postern.toml", home + "/.postern-pending/postern.toml")
      file(home + "/.postern-pending/secrets.toml", "[smtp]\npassword = \"p\"\n")
    },
    Attack("pending secrets are a link") { home, outside in
      folder(home + "/.postern-pending")
      file(home + "/.postern-pending/postern.toml", toml)
      link(outside + "/secrets.toml", home + "/.postern-pending/secrets.toml")
    },
    Attack("pending files are second names") { home, outside in
      folder(home + "/.postern-pending")
      Glibc.link(outside + "/postern.toml", home + "/.postern-pending/postern.toml")
      Glibc.link(outside + "/secrets.toml", home + "/.postern-pending/secrets.toml")
    },
    Attack("the pending folder is a link") { home, outside in
      link(outside, home + "/.postern-pending")
    },
    Attack("a pending file is a pipe") { home, _ in
      folder(home + "/.postern-pending")
      mkfifo(home + "/.postern-pending/postern.toml", 0o600)
    },
    Attack("the pending file moves onto a link") { home, outside in
      folder(home + "/.postern-pending")
      file(home + "/.postern-pending/postern.toml", toml)
      unlink(home + "/postern.toml")
      link(outside + "/postern.toml", home + "/postern.toml")
    },
    Attack("temporary names are links") { home, outside in
      link(outside, home + "/.postern-tmp-a")
      link(outside + "/postern.toml", home + "/.postern-tmp-b")
      Glibc.link(outside + "/victim", home + "/.postern-tmp-c")
      folder(home + "/.postern-tmp-d")
      link(outside + "/postern.toml", home + "/.postern-tmp-d/postern.toml")
    },
    Attack("the settings are a link") { home, outside in
      unlink(home + "/postern.toml")
      link(outside + "/postern.toml", home + "/postern.toml")
    },
    Attack("the settings are a link to nothing") { home, outside in
      unlink(home + "/postern.toml")
      link(outside + "/new.toml", home + "/postern.toml")
    },
    Attack("the settings are a second name") { home, outside in
      unlink(home + "/postern.toml")
      Glibc.link(outside + "/postern.toml", home + "/postern.toml")
    },
    Attack("the secrets are a link") { home, outside in
      unlink(home + "/secrets.toml")
      link(outside + "/secrets.toml", home + "/secrets.toml")
    },
    Attack("the secrets are a second name") { home, outside in
      unlink(home + "/secrets.toml")
      Glibc.link(outside + "/secrets.toml", home + "/secrets.toml")
    },
    Attack("run is a link") { home, outside in
      clear(home + "/run")
      link(outside, home + "/run")
    },
    Attack("run is a link to nothing") { home, outside in
      clear(home + "/run")
      link(outside + "/new", home + "/run")
    },
    Attack("the locks are second names") { home, outside in
      clear(home + "/run")
      folder(home + "/run")
      Glibc.link(outside + "/victim", home + "/run/lock")
      Glibc.link(outside + "/postern.toml", home + "/run/save")
    },
    Attack("the wizard's lock is a second name") { home, outside in
      unlink(home + "/run/lock")
      Glibc.link(outside + "/victim", home + "/run/lock")
    },
    Attack("the locks are links") { home, outside in
      clear(home + "/run")
      folder(home + "/run")
      link(outside + "/victim", home + "/run/lock")
      link(outside + "/new", home + "/run/save")
    },
    Attack("the locks are pipes") { home, _ in
      clear(home + "/run")
      folder(home + "/run")
      mkfifo(home + "/run/lock", 0o600)
      mkfifo(home + "/run/save", 0o600)
    },
    Attack("the folder is a link to root's") { home, outside in
      rename(home, home + ".old")
      link(outside, home)
    },
  ]

  // MARK: - What an attacker does

  static func link(_ target: String, _ path: String) {
    symlink(target, path)
    lchown(path, user, user)
  }

  static func folder(_ path: String) {
    mkdir(path, 0o700)
    chown(path, user, user)
  }

  static func file(_ path: String, _ text: String) {
    try? Data(text.utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o600)
    chown(path, user, user)
  }

  static func clear(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  // MARK: - What root sees

  let folder: TestFolder
  let outside: String
  let before: [String]

  init() throws {
    folder = try TestFolder()
    outside = folder.path + "/outside"
    _ = try PasswordTests.setUp(folder.store)
    try SettingsLock.acquire(home: folder.home).release()
    chmod(folder.path, 0o755)
    mkdir(outside, 0o700)
    for name in ["postern.toml", "secrets.toml", "victim"] {
      let text = name == "victim" ? "root's\n" : "[smtp]\n# root's\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: outside + "/" + name))
      chmod(outside + "/" + name, 0o600)
    }
    for name in ["", "/postern.toml", "/secrets.toml", "/run", "/run/lock", "/run/save"] {
      chown(folder.home + name, Self.user, Self.user)
    }
    before = Self.snapshot(outside)
  }

  /// Every file below a folder with its owner, mode and bytes.
  static func snapshot(_ folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return ([""] + names).sorted().map { name in
      var status = stat()
      lstat(folder + "/" + name, &status)
      let bytes = FileManager.default.contents(atPath: folder + "/" + name)?.base64EncodedString()
      return "\(name) \(status.st_mode) \(status.st_uid) \(status.st_ino) \(bytes ?? "")"
    }
  }

  /// Everything that the store can do, whatever comes of it.
  static func workThrough(_ store: SettingsStore) {
    _ = try? store.load()
    _ = try? store.loadSecrets()
    _ = store.commandRefusal
    _ = try? store.change { $0.system.name.text = "App \($0.system.name.text.count)" }
    _ = try? store.change {
      $0.system.name.text += "!"
      $0.smtp.password.type("new \($0.system.name.text.count)")
    }
    _ = try? store.save(Draft())
    _ = try? store.changeSecrets { $0[.account] = Secret("a") }
    try? SettingsLock.acquire(home: store.paths.home, waiting: .zero).release()
  }

  @Test(arguments: attacks)
  func `nothing outside of the folder changes`(attack: Attack) throws {
    attack.prepare(folder.home, outside)
    Self.workThrough(folder.store)
    #expect(Self.snapshot(outside) == before)
  }

  @Test(arguments: attacks)
  func `reading alone changes nothing in the folder either`(attack: Attack) throws {
    attack.prepare(folder.home, outside)
    let inside = Self.snapshot(folder.home)
    _ = try? folder.store.load()
    _ = folder.store.commandRefusal
    #expect(Self.snapshot(folder.home) == inside)
  }

  @Test func `links are refused in words that say what would be right`() throws {
    let path = folder.home + "/postern.toml"
    unlink(path)
    Self.link(outside + "/postern.toml", path)
    let error = #expect(throws: StoreError.self) { try folder.store.load() }
    #expect(error == .foreignLink(path: path, owner: Self.user))
    #expect(error?.sentence.contains("run Postern as nobody") == true)
    #expect(throws: StoreError.foreignLink(path: path, owner: Self.user)) {
      try folder.store.change { $0.system.name.text = "App" }
    }
  }

  @Test func `a pending save that is no set-up is refused and not moved`() throws {
    Self.folder(folder.home + "/.postern-pending")
    Self.file(folder.home + "/.postern-pending/postern.toml", "root:x:0:0\n")
    let old = try folder.text("postern.toml")
    for action in [
      { _ = try folder.store.load() },
      { _ = try folder.store.change { $0.system.name.text = "A" } },
    ] {
      let error = #expect(throws: StoreError.self) { try action() }
      #expect(error?.sentence.contains(".postern-pending/postern.toml, line 1") == true)
    }
    #expect(try folder.text("postern.toml") == old)
  }

  @Test func `a save of the user's own that was killed is read, and finished by the next save`()
    throws
  {
    Self.folder(folder.home + "/.postern-pending")
    Self.file(folder.home + "/.postern-pending/postern.toml", Self.toml)
    #expect(try folder.store.load().draft.smtp.server.text == "evil.example")
    #expect(folder.exists(".postern-pending/postern.toml"))
    _ = try folder.store.change { $0.system.name.text = "App" }
    #expect(!folder.exists(".postern-pending"))
    #expect(try folder.text("postern.toml").contains("evil.example"))
  }

  @Test func `root's own link to settings that somebody else could write is refused`() throws {
    let folder = try TestFolder()
    _ = try PasswordTests.setUp(folder.store)
    mkdir(folder.path + "/theirs", 0o755)
    rename(folder.home + "/postern.toml", folder.path + "/theirs/p.toml")
    symlink("../theirs/p.toml", folder.home + "/postern.toml")
    #expect(throws: Never.self) { try folder.store.load() }
    for path in ["/theirs", "/theirs/p.toml"] {
      chown(folder.path + path, Self.user, Self.user)
      let error = #expect(throws: StoreError.self) { try folder.store.load() }
      #expect(
        error == .foreignLink(path: folder.home + "/postern.toml", owner: Self.user), "\(path)")
      chown(folder.path + path, 0, 0)
    }
  }

  @Test func `names that are swapped while root saves lead nowhere else`() throws {
    chmod(folder.path, 0o777)
    let script = """
      import os, random, shutil, sys, time
      random.seed(17)
      home, outside = sys.argv[1:]
      names = ["postern.toml", "secrets.toml", "run", "run/lock", "run/save", ".postern-pending",
        ".postern-pending/postern.toml", ".postern-pending/secrets.toml", ""]
      def swap(name):
        path = home + "/" + name if name else home
        away = home + "/away" if name else home + "-away"
        if name == ".postern-pending": os.makedirs(path, 0o700, True)
        os.rename(path, away)
        try:
          base = os.path.basename(name)
          isFolder = base in ["", "run", ".postern-pending"]
          os.symlink(outside if isFolder else outside + "/" + random.choice(["victim", "new", base]), path)
          time.sleep(random.random() / 1000)
          os.unlink(path)
        finally: os.rename(away, path)
      print("ready", flush=True)
      while True:
        try: swap(random.choice(names))
        except OSError:
          shutil.rmtree(home + "/away", True)
          try: os.unlink(home + "/away")
          except OSError: pass
      """
    let attacker = Process()
    attacker.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    attacker.arguments = [
      "--reuid", "65534", "--regid", "65534", "--clear-groups", "/usr/bin/python3", "-c", script,
      folder.home, outside,
    ]
    let output = Pipe()
    attacker.standardOutput = output
    attacker.standardError = FileHandle.nullDevice
    try attacker.run()
    defer { kill(attacker.processIdentifier, SIGKILL) }
    _ = output.fileHandleForReading.availableData
    for _ in 0..<150 { Self.workThrough(folder.store) }
    #expect(attacker.isRunning)
    #expect(Self.snapshot(outside) == before)
  }
}
