internal import Foundation
internal import Glibc
internal import Synchronization

/// Ends what the test process leaves behind, however that process ends.
///
/// A small Python program reads from a pipe what is there to clear. When the pipe closes (because
/// the tests exit, crash or are killed) it ends the process groups that are left, then deletes
/// the folders that are left.
enum Janitor {
  /// Registers a process group to be ended.
  static func watch(group pid: pid_t) { tell("+group \(pid)") }
  /// Forgets a process group that has ended.
  static func forget(group pid: pid_t) { tell("-group \(pid)") }
  /// Registers a folder to be deleted.
  static func watch(folder path: String) { tell("+folder \(path)") }
  /// Forgets a folder that has been deleted.
  static func forget(folder path: String) { tell("-folder \(path)") }

  private struct Broom {
    let pid: pid_t
    let pipe: Int32
  }

  private static let broom = Mutex<Broom?>(nil)

  private static func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    broom.withLock { broom in
      if broom == nil { broom = start() }
      guard let broom else { return }
      _ = write(broom.pipe, bytes, bytes.count)
    }
  }

  private static func start() -> Broom? {
    guard let pipe = try? Pipe.make() else { return nil }
    defer { close(pipe.read) }
    guard
      let pid = try? Spawn.start(
        "python3", ["-c", program], environment: nil, folder: nil,
        files: Spawn.Files(input: pipe.read, output: 1, errors: 2))
    else { return nil }
    atexit { Janitor.finish() }
    return Broom(pid: pid, pipe: pipe.write)
  }

  private static func finish() {
    broom.withLock { broom in
      guard let last = broom else { return }
      broom = nil
      close(last.pipe)
      waitpid(last.pid, nil, 0)
    }
  }

  /// A process is only ended when it still is the one that was registered (its start time, field
  /// 22 of proc(5)'s stat, tells), because numbers are used again.
  static let program = """
    import os, shutil, signal, sys, time
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    def born(pid):
        try:
            with open(f"/proc/{pid}/stat", encoding="latin-1") as file:
                fields = file.read().rpartition(")")[2].split()
            return None if fields[0] == "Z" else fields[19]
        except OSError:
            return None
    groups, folders = {}, {}
    for line in sys.stdin:
        verb, _, what = line.rstrip("\\n").partition(" ")
        if verb == "+group": groups[int(what)] = born(what)
        elif verb == "-group": groups.pop(int(what), None)
        elif verb == "+folder": folders[what] = True
        elif verb == "-folder": folders.pop(what, None)
    left = [pid for pid, when in groups.items() if when and born(pid) == when]
    def tell(number):
        for pid in left:
            try: os.killpg(pid, number)
            except OSError: pass
    tell(signal.SIGTERM)
    deadline = time.monotonic() + 3
    while any(born(pid) == groups[pid] for pid in left) and time.monotonic() < deadline:
        time.sleep(0.02)
    tell(signal.SIGKILL)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    """
}
