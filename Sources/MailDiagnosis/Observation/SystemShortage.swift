public import MailSettings
internal import SystemAccess

/// What this machine would not give a program.
public enum SystemShortage: Hashable, Sendable {
  /// No further thread or process (RLIMIT_NPROC, or the pids.max of a control group).
  case processes
  /// No further open file (RLIMIT_NOFILE, or the machine's own limit).
  case files
  /// A library that is loaded at its first use; the payload is the loader's own words.
  case library(String)
  /// The address to send from, which is not one of this machine.
  case sourceAddress(SourceAddress)

  /// A few words for the stage at which it was missed.
  public var words: String {
    switch self {
    case .processes: "this machine allows no further thread"
    case .files: "this machine allows no further open file"
    case .library(let reason): "a library cannot be loaded: \(reason.printable(limit: 120))"
    case .sourceAddress(let source): "this machine has no address \(source.text)"
    }
  }

  /// What is missing, in a sentence.
  public var sentence: String {
    switch self {
    case .processes: "This machine allows no further thread or process, and one is needed."
    case .files: "This machine allows no further open file, and one is needed."
    case .library(let reason):
      "A library that is needed cannot be loaded: \(reason.printable(limit: 200))."
    case .sourceAddress(let source):
      "This machine has no address \(source.text), from which \(SettingKey.smtpSourceAddress.name) says to send."
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
    case .library:
      ["Install OpenSSL 3: on Debian and Ubuntu the package libssl3."]
    case .sourceAddress:
      [
        "Clear the source address, so that the system chooses one, or give one that this machine "
          + "has: “ip address” lists them."
      ]
    }
  }

  private var fixes: [Fix] {
    switch self {
    case .processes, .files, .library: []
    case .sourceAddress: [.clearSourceAddress]
    }
  }

  /// Its place in the failure catalogue.
  public var finding: Finding {
    switch self {
    case .processes, .files: .systemLimit
    case .library: .systemLibrary
    case .sourceAddress: .connectSourceAddress
    }
  }

  /// What it means for an attempt that got as far as this stage.
  public func diagnosis(at stage: Stage) -> Diagnosis {
    Diagnosis(
      finding: finding, stage: stage, cause: sentence, responsible: .you, advice: advice,
      fixes: fixes)
  }
}

extension Observation {
  /// The machine would not give what the attempt needs.
  func missing(_ shortage: SystemShortage) -> Diagnosis {
    shortage.diagnosis(at: stage)
  }
}

extension Fix {
  /// Leaves the choice of the address to send from to the system.
  static let clearSourceAddress = Fix.change(.clearSourceAddress, [.smtpSourceAddress: ""])
}
