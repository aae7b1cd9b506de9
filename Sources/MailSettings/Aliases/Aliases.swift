/// Says where mail for a name on this machine goes: by `[aliases]`, else by /etc/aliases.
public struct Aliases: Equatable, Sendable {
  /// Why a name leads to nobody.
  public enum Fault: Error, Equatable, Sendable {
    /// Neither knows it; the name is the last one of the way there.
    case unknown(String)
    /// The names lead back to this one.
    case loop(String)
    /// Only commands, files or lists, which mail is not sent to here.
    case unusable(String, [String])
  }

  /// `[aliases]`, by the name in lower case.
  public let own: [String: AliasTargets]
  /// /etc/aliases.
  public let system: AliasesFile

  /// Aliases of a set-up and of the machine.
  public init(own: [String: AliasTargets] = [:], system: AliasesFile = AliasesFile("")) {
    (self.own, self.system) = (own, system)
  }

  /// Who gets what is for a name, each once; throws where that is nobody.
  public func addresses(of name: String) throws(Fault) -> [MailAddress] {
    var found: [MailAddress] = []
    var done: Set<String> = []
    try resolve(name.lowercased(), [], &found, &done)
    return found
  }

  /// Nobody's way from name to name is longer on purpose.
  private static let longestWay = 100

  private func resolve(
    _ name: String, _ way: [String], _ found: inout [MailAddress], _ done: inout Set<String>
  ) throws(Fault) {
    if way.contains(name) || way.count >= Self.longestWay { throw .loop(name) }
    // Names that lead to the same ones again and again would double the work each time.
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
