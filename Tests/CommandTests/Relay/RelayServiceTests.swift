import Foundation
import TestSupport
import Testing

/// The relay as a service manager sees it.
@Suite struct RelayServiceTests {
  /// A service manager in Python: opens sockets, hands them over, and hears what the relay says.
  private static let manager = """
    import os, socket, subprocess, sys, smtplib, signal
    folder, postern = sys.argv[1:3]
    tcp = socket.create_server(('127.0.0.1', 0))
    unix = socket.socket(socket.AF_UNIX); unix.bind(folder + '/activated'); unix.listen()
    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notify.bind('\\0postern-test-%d' % os.getpid())
    os.environ['NOTIFY_SOCKET'] = '@postern-test-%d' % os.getpid()
    wanted = [tcp] + ([unix] if len(sys.argv) < 4 else [])
    pid = os.fork()
    if pid == 0:
        for number, each in enumerate(wanted): os.dup2(each.fileno(), 100 + number)
        for number in range(len(wanted)): os.dup2(100 + number, 3 + number); os.set_inheritable(3 + number, True)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(wanted)))
        os.execv(postern, ['postern', 'relay'])
    notify.settimeout(20)
    print(notify.recv(1000).decode().split('\\n')[0])
    server = smtplib.SMTP('127.0.0.1', tcp.getsockname()[1])
    server.sendmail('a@example.org', ['activated@example.com'], 'Subject: s\\n\\nx')
    client = socket.socket(socket.AF_UNIX); client.connect(folder + '/activated')
    if len(wanted) == 2: print(client.recv(100).decode()[:3])
    os.kill(pid, signal.SIGTERM)
    print(notify.recv(1000).decode())
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.path.exists(folder + '/activated'))
    """

  @Test func `sockets are taken over, and readiness and the end are told`() async throws {
    let program = try await SendCommandTests.program()
    let result = try await Command.run(
      "python3", ["-c", Self.manager, program.folder.path, Program.path],
      environment: program.environment())
    #expect(
      result.output == "READY=1\n220\nSTOPPING=1\n0 True\n", "\(result.output)\(result.errors)")
    #expect(try await SendCommandTests.postfix.get().inbox(of: "activated@example.com").count == 1)
  }

  @Test func `systemd's own activation starts it with the first client`() async throws {
    let program = try await SendCommandTests.program()
    let port = try FreePort.next()
    let activator = try ChildProcess(
      "systemd-socket-activate",
      ["-l", "127.0.0.1:\(port)"] + ["-E", "POSTERN_HOME", "-E", "PATH", Program.path, "relay"],
      environment: program.environment(), log: program.folder.file("activator"))
    let script = """
      import smtplib, sys, time
      for n in range(100):
          try: s = smtplib.SMTP('127.0.0.1', \(port)); break
          except ConnectionRefusedError: time.sleep(0.05)
      print(s.sendmail('a@example.org', ['systemd@example.com'], 'Subject: s\\n\\nx'))
      """
    let result = try await Command.run("python3", ["-c", script])
    #expect(result.output == "{}\n", "\(result.errors)")
    #expect(activator.status == nil)
    #expect(try await SendCommandTests.postfix.get().inbox(of: "systemd@example.com").count == 1)
  }

  @Test func `a socket that other machines reach is not taken over`() async throws {
    let program = try await SendCommandTests.program()
    let script = Self.manager.replacingOccurrences(of: "'127.0.0.1', 0", with: "'0.0.0.0', 0")
      .replacingOccurrences(
        of: "notify.settimeout(20)",
        with: "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])); sys.exit()")
    let result = try await Command.run(
      "python3", ["-c", script, program.folder.path, Program.path],
      environment: program.environment())
    #expect(result.output == "64\n", "\(result.output)\(result.errors)")
    #expect(result.errors.contains("0.0.0.0 is not a loopback address"))
  }
}
