public import MailSettings

/// Something that this machine lacks or does not grant, so that an attempt could not be made.
public enum SystemShortage: Error, Hashable, Sendable {
  /// No further thread or process (RLIMIT_NPROC, or the pids.max of a control group).
  case processes
  /// No further open file (RLIMIT_NOFILE, or the machine's own limit).
  case files
  /// All connections that the set-up's limit allows are in use; `holders` are the processes that
  /// have them.
  case connections(limit: Int, holders: [Int32])
  /// The folder in which connections are counted over all processes cannot be used.
  case runFolder(path: String, errno: Int32)
  /// The message cannot be stored until it is sent.
  case storage(errno: Int32)
  /// A library that is loaded at its first use is missing; the payload is the loader's own words.
  case library(String)
  /// The source address is not one of this machine.
  case sourceAddress(SourceAddress)
  /// The source address is a loopback address, and the server is on another machine.
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

  /// The diagnosis of an attempt that failed at this stage for it.
  public func diagnosis(at stage: Stage) -> Diagnosis {
    Diagnosis(
      finding: finding, stage: stage, reason: .system(self), responsible: .you, fixes: fixes)
  }
}

extension Observation {
  /// This machine lacks something that the attempt needs.
  func missing(_ shortage: SystemShortage) -> Diagnosis {
    shortage.diagnosis(at: stage)
  }
}

extension Fix {
  /// A fix that opens the form where the limit of connections is set.
  static let raiseLimit = Fix.open(
    .changeLimit, FormPlace(.connectionLimit, .connectionsMaximum))
  /// A fix that empties the source address, so that the system chooses one.
  static let clearSourceAddress = Fix.change(.clearSourceAddress, [.smtpSourceAddress: ""])
}
