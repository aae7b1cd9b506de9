import Foundation
import TestSupport

/// A running `postern relay`.
final class RelayProcess: Sendable {
  let process: ChildProcess
  /// Its set-up's folder is there as long as it.
  private let program: Program
  /// The port of 127.0.0.1; 0 where it listens on a socket alone.
  let port: Int
  let socket: String
  private let log: String

  /// Starts the relay of a set-up, on a free port and on a socket.
  init(
    _ program: Program, _ more: [String] = [], socket: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    let socket = socket ?? program.folder.file("submit")
    self.socket = socket
    self.program = program
    let log = program.folder.file("relay-\(UUID().uuidString).log")
    self.log = log
    let process = try ChildProcess(
      Program.path,
      ["relay", "--verbose", "--listen", "127.0.0.1:0", "--socket", socket] + more,
      environment: program.environment(environment), inheriting: false,
      folder: program.folder.path, log: log)
    self.process = process
    port = try Waiting.until("the relay") {
      if let status = process.status { throw TestFailure("\(status): \(Self.text(log))") }
      let text = Self.text(log)
      guard text.contains("relay: listening on \(socket)\n") else { return nil }
      return text.firstMatch(of: /relay: listening on 127\.0\.0\.1:(\d+)\n/).flatMap { Int($0.1) }
    }
  }

  /// What it has said on standard error.
  var told: String { Self.text(log) }

  /// What it has said of mails.
  var mails: [String] {
    told.split(separator: "\n").map(String.init).filter { $0.contains("status=") }
  }

  /// Ends it by a signal, and returns its status.
  func end(_ signal: Int32 = SIGTERM) throws -> Int32 {
    kill(process.pid, signal)
    return try Waiting.until("the relay's end") { process.status }
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}

/// Python's smtplib as the client.
extension RelayProcess {
  /// Runs a script in which `server` is a connection to the relay, by TCP or by the socket, and
  /// `send(recipients, text)` hands in a mail; what it prints is returned.
  func python(
    _ script: String, bySocket: Bool = false, as user: [String] = []
  ) async throws -> CommandResult {
    let prologue = """
      import smtplib, socket, sys, time, threading
      class Unix(smtplib.SMTP):
          def _get_socket(self, host, port, timeout):
              s = socket.socket(socket.AF_UNIX); s.connect("\(socket)"); return s
      def connect():
          return \(bySocket ? "Unix('localhost', 1)" : "smtplib.SMTP('127.0.0.1', \(port))")
      def send(recipients, text, sender='app', server=None):
          server = server or globals()['server']
          try:
              refused = server.sendmail(sender, recipients, text)
              return 'ok' if not refused else repr(refused)
          except smtplib.SMTPRecipientsRefused as e: return repr(list(e.recipients.values())[0])
          except smtplib.SMTPResponseException as e: return repr((e.smtp_code, e.smtp_error))
      server = connect()

      """
    let words = user + ["python3", "-c", prologue + script]
    return try await Command.run(words[0], Array(words.dropFirst()))
  }
}
