/// Says where mail for a name on this machine goes: by `[aliases]`, else by /etc/aliases.
public struct Aliases: Equatable, Sendable {
  /// Why a name leads to nobody.
  public enum Fault: Error, Equatable, Sendable {
    /// Neither has this name, to which the aliases have led.
    case unknown(String)
    /// The aliases lead back to this name, or pass through more names than anybody needs.
    case loop(String)
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
  public func addresses(of name: String) throws(Fault) -> [MailAddress] {
    var found: [MailAddress] = []
    var done: Set<String> = []
    try resolve(name.lowercased(), [], &found, &done)
    return found
  }

  /// The most names in a chain of aliases; longer ones are not intended.
  private static let longestWay = 100

  private func resolve(
    _ name: String, _ way: [String], _ found: inout [MailAddress], _ done: inout Set<String>
  ) throws(Fault) {
    if way.contains(name) || way.count >= Self.longestWay { throw .loop(name) }
    // Each name is resolved once: otherwise shared targets could double the work at every level.
    guard !done.contains(name) else { return }
    for target in try targets(of: name) {
      switch target {
      case .address(let address):
        if !found.contains(where: { $0.wire == address.wire }) { found.append(address) }
      case .name(let next): try resolve(next, way + [name], &found, &done)
      }
    }
    done.insert(name)
  }

  private func targets(of name: String) throws(Fault) -> [AliasTargets.Target] {
    if let targets = own[name]?.targets { return targets }
    guard let entry = system.entries[name] else { throw .unknown(name) }
    guard !entry.targets.isEmpty else { throw .unusable(name, entry.others) }
    return entry.targets
  }
}
