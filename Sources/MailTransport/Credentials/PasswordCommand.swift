internal import Glibc
internal import MailDiagnosis
internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Runs a password command: `/bin/sh -c COMMAND` in its own process group, with `/dev/null` as
/// standard input. The first line of its output is the password.
///
/// It has ten seconds. When it ends, or is ended, so is everything in its process group. Its
/// standard error is shown when it fails.
enum PasswordCommand {
  private static let time = Duration.seconds(10)
  private static let mostOutput = 65_536

  static func run(_ command: String, _ deadline: Deadline) throws(CredentialFailure) -> Secret {
    let child = try CommandProcess(command)
    defer { child.end() }
    var output: [UInt8] = []
    var errors: [UInt8] = []
    let own = deadline.atMost(time)
    do throws(CredentialFailure) {
      try read(child, into: &output, &errors, own)
    } catch .timedOut {
      let isCutShort = own.instant == deadline.instant
      throw .commandFailed(.tooSlow(seconds: isCutShort ? nil : time.components.seconds))
    }
    return try secret(output, errors, status: child.end())
  }

  /// Reads until the command has ended.
  ///
  /// It does not wait for the pipes to be closed: a process that the command leaves running, such
  /// as an agent, keeps them open.
  private static func read(
    _ child: CommandProcess, into output: inout [UInt8], _ errors: inout [UInt8],
    _ deadline: Deadline
  ) throws(CredentialFailure) {
    while true {
      let isOver = child.isOver
      child.drain { bytes, isError in
        if isError {
          errors += bytes.prefix(mostOutput - errors.count)
        } else {
          output += bytes
        }
      }
      guard output.count <= mostOutput else {
        throw .commandFailed(.tooMuchOutput(limit: mostOutput))
      }
      if isOver { return }
      do throws(AttemptFailure) { try child.wait(deadline) } catch {
        throw error.ending == .cancelled ? .cancelled : .timedOut
      }
    }
  }

  private static func secret(
    _ output: [UInt8], _ errors: [UInt8], status: Int32
  ) throws(CredentialFailure) -> Secret {
    let line = Array(output.prefix { $0 != 0x0A && $0 != 0x0D })
    guard status == 0 else {
      let words = words(errors, without: line)
      throw .commandFailed(
        status < 0 ? .signal(-status, errors: words) : .status(status, errors: words))
    }
    guard !line.isEmpty, !line.contains(0) else { throw .commandFailed(.emptyLine) }
    guard let password = String(validating: line, as: UTF8.self) else {
      throw .commandFailed(.notUTF8)
    }
    return Secret(password)
  }

  /// Its standard error on one line, without the password if that is in it.
  private static func words(_ errors: [UInt8], without password: [UInt8]) -> String {
    let secrets = [Secret(String(decoding: password, as: UTF8.self))]
    let text = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
      .joined(separator: " ").printable(limit: 200)
    return TranscriptRedactor(service: .smtp, secrets: secrets).redact(text)
  }
}
