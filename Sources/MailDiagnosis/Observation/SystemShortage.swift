public import MailSettings

/// What this machine would not give a program.
public enum SystemShortage: Error, Hashable, Sendable {
  /// No further thread or process (RLIMIT_NPROC, or the pids.max of a control group).
  case processes
  /// No further open file (RLIMIT_NOFILE, or the machine's own limit).
  case files
  /// All connections that the set-up's limit allows are in use, by these processes.
  case connections(limit: Int, holders: [Int32])
  /// The folder in which connections are counted over all processes cannot be used.
  case runFolder(path: String, errno: Int32)
  /// No room, or no way, to keep a message until it is sent: the system's error number.
  case storage(errno: Int32)
  /// A library that is loaded at its first use; the payload is the loader's own words.
  case library(String)
  /// The address to send from, which is not one of this machine.
  case sourceAddress(SourceAddress)
  /// The address to send from is for connections within this machine alone, and the server is
  /// elsewhere.
  case localSourceAddress(SourceAddress)

  private var fixes: [Fix] {
    switch self {
    case .processes, .files, .runFolder, .storage, .library: []
    case .connections: [.raiseLimit]
    case .sourceAddress, .localSourceAddress: [.clearSourceAddress]
    }
  }

  /// Its place in the failure catalogue.
  public var finding: Finding {
    switch self {
    case .processes, .files, .runFolder, .storage: .systemLimit
    case .connections: .limitConnections
    case .library: .systemLibrary
    case .sourceAddress, .localSourceAddress: .connectSourceAddress
    }
  }

  /// What it means for an attempt that got as far as this stage.
  public func diagnosis(at stage: Stage) -> Diagnosis {
    Diagnosis(
      finding: finding, stage: stage, reason: .system(self), responsible: .you, fixes: fixes)
  }
}

extension Observation {
  /// The machine would not give what the attempt needs.
  func missing(_ shortage: SystemShortage) -> Diagnosis {
    shortage.diagnosis(at: stage)
  }
}

extension Fix {
  /// Goes to where the limit of connections is set.
  static let raiseLimit = Fix.open(
    .changeLimit, FormPlace(.connectionLimit, .connectionsMaximum))
  /// Leaves the choice of the address to send from to the system.
  static let clearSourceAddress = Fix.change(.clearSourceAddress, [.smtpSourceAddress: ""])
}
