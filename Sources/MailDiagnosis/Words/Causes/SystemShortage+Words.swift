internal import MailSettings
internal import SystemAccess

extension SystemShortage {
  /// A few words to stand beside the stage that failed.
  public var words: String {
    switch self {
    case .processes: "this machine allows no further thread"
    case .files: "this machine allows no further open file"
    case .connections(let limit, _): "all \(limit) connections of the limit are in use"
    case .runFolder(let path, let number): "\(path): \(SystemError(number).text)"
    case .storage(let number): "the message cannot be kept: \(SystemError(number).text)"
    case .library(let reason): "a library cannot be loaded: \(reason.printable(limit: 120))"
    case .sourceAddress(let source): "this machine has no address \(source.text)"
    case .localSourceAddress(let source): "no way there from \(source.text)"
    }
  }

  /// What is missing, in a sentence.
  public var sentence: String {
    switch self {
    case .processes: "This machine allows no further thread or process, and one is needed."
    case .files: "This machine allows no further open file, and one is needed."
    case .connections(let limit, let holders):
      "All \(limit) connections that the limit allows are in use\(Self.words(holders))."
    case .runFolder(let path, let number):
      "Connections cannot be counted in \(path): \(SystemError(number).text)."
    case .storage(let number):
      "The message cannot be kept in a temporary file until it is sent: \(SystemError(number).text)."
    case .library(let reason):
      "A library that is needed cannot be loaded: \(reason.printable(limit: 200))."
    case .sourceAddress(let source):
      "This machine has no address \(source.text), from which \(SettingKey.smtpSourceAddress.name) says to send."
    case .localSourceAddress(let source):
      "From \(source.text), where \(SettingKey.smtpSourceAddress.name) says to send from, only this machine itself can be reached."
    }
  }

  /// What to raise or to install.
  public var advice: [String] {
    switch self {
    case .processes:
      [
        "Raise the limit: nproc in limits.conf (ulimit -u), TasksMax= of a systemd unit, or "
          + "the pids limit of a container.",
        "Or end programs of this user that are not needed.",
      ]
    case .files:
      [
        "Raise the limit: nofile in limits.conf (ulimit -n), or LimitNOFILE= of a systemd unit.",
        "If the whole machine has run out, raise fs.file-max.",
      ]
    case .connections:
      [
        "Try again when they are done, or wait longer: --wait SECONDS.",
        "Raise \(SettingKey.connectionsMaximum.name), if the server bears more.",
      ]
    case .runFolder:
      [
        "Whoever sends by a set-up with a limit must be able to write there: give the folder to "
          + "that user, or clear \(SettingKey.connectionsMaximum.name)."
      ]
    case .storage:
      ["Make room in /var/tmp, or set TMPDIR to a folder that has some."]
    case .library:
      ["Install OpenSSL 3: on Debian and Ubuntu the package libssl3."]
    case .sourceAddress, .localSourceAddress:
      [
        "Clear the source address, so that the system chooses one, or give one that this machine "
          + "has: “ip address” lists them."
      ]
    }
  }

  private static func words(_ holders: [Int32]) -> String {
    guard !holders.isEmpty else { return "" }
    let numbers = Set(holders).sorted().prefix(5).map(String.init).joined(separator: ", ")
    return " by process\(Set(holders).count == 1 ? "" : "es") \(numbers)"
  }
}
