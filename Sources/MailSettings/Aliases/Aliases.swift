/// Says where mail for a name on this machine goes: by `[aliases]`, else by /etc/aliases.
public struct Aliases: Equatable, Sendable {
  /// Why a name leads to nobody.
  public enum Fault: Error, Equatable, Sendable {
    /// Neither has this name, to which the aliases have led.
    case unknown(String)
    /// The aliases lead back to this name.
    case loop(String)
    /// The mail for this name stays in a mailbox on this machine, and Postern keeps none.
    case mailbox(String)
    /// /etc/aliases has only these commands, files or lists for the name, which Postern does not
    /// send to.
    case unusable(String, [String])
  }

  /// `[aliases]`, by the name in lower case.
  public let own: [String: AliasTargets]
  /// /etc/aliases.
  public let system: AliasesFile

  /// The aliases of a set-up and of the machine.
  public init(own: [String: AliasTargets] = [:], system: AliasesFile = AliasesFile("")) {
    (self.own, self.system) = (own, system)
  }

  /// The addresses that mail for a name goes to, each once; throws where there are none.
  ///
  /// Of several targets those count that lead to somebody. A name behind a backslash, or one that
  /// leads straight back to itself, is a mailbox on this machine, and here there are none.
  public func addresses(of name: String) throws(Fault) -> [MailAddress] {
    var walk = AliasWalk(self)
    return try walk.run(from: name.lowercased())
  }

  /// What a name stands for, with a target at least; its own aliases come first.
  func entry(of name: String) throws(Fault) -> AliasesFile.Entry {
    if let targets = own[name]?.targets { return AliasesFile.Entry(targets: targets) }
    guard let entry = system.entries[name] else { throw .unknown(name) }
    guard !entry.targets.isEmpty || !entry.mailboxes.isEmpty else {
      throw .unusable(name, entry.others)
    }
    return entry
  }
}
