/// Follows the aliases from one name to its addresses.
///
/// A target that leads to nobody does not stop the others: a mail for several reaches those that it
/// can reach. Only in `[aliases]`, which a person has written for Postern, a name without an alias
/// is a mistake to be told.
struct AliasWalk {
  private let aliases: Aliases
  /// The addresses, each once, in the order in which they are met.
  private var found: [MailAddress] = []
  private var foundWires: Set<String> = []
  /// Why targets led to nobody.
  private var faults: [Aliases.Fault] = []
  /// Names behind a backslash, which are followed only where nothing else is found.
  private var mailboxes: [(name: String, owner: String)] = []
  /// Each name is looked up once: otherwise shared targets could double the work at every level.
  private var seen: Set<String> = []
  /// The names that lead to the target at hand, each with the targets that are left of it.
  private var way: [(name: String, rest: ArraySlice<AliasTargets.Target>)] = []
  private var onWay: Set<String> = []

  init(_ aliases: Aliases) { self.aliases = aliases }

  /// Finds the addresses of a name; throws where there are none.
  mutating func run(from name: String) throws(Aliases.Fault) -> [MailAddress] {
    try enter(name, isRequired: false)
    try walk()
    var next = mailboxes.startIndex
    while found.isEmpty, next < mailboxes.endIndex {
      let (name, owner) = mailboxes[next]
      next += 1
      if name == owner {
        faults.append(.mailbox(name))
      } else {
        try follow(name, isRequired: false)
      }
      try walk()
    }
    guard found.isEmpty else { return found }
    throw faults.first { !$0.isLoop } ?? faults.first ?? .loop(name)
  }

  /// Goes on until no target is left.
  private mutating func walk() throws(Aliases.Fault) {
    while let last = way.indices.last {
      guard let target = way[last].rest.popFirst() else {
        onWay.remove(way.removeLast().name)
        continue
      }
      let isOwn = aliases.own[way[last].name] != nil
      switch target {
      case .name(let name): try follow(name, isRequired: isOwn)
      case .address(let address):
        if let name = address.nameHere {
          try follow(name, isRequired: isOwn)
        } else if foundWires.insert(address.wire).inserted {
          found.append(address)
        }
      }
    }
  }

  /// Goes to another name, unless it has been gone to.
  private mutating func follow(_ name: String, isRequired: Bool) throws(Aliases.Fault) {
    if way.last?.name == name {
      faults.append(.mailbox(name))
    } else if onWay.contains(name) {
      faults.append(.loop(name))
    } else {
      try enter(name, isRequired: isRequired)
    }
  }

  /// Looks a name up.
  private mutating func enter(_ name: String, isRequired: Bool) throws(Aliases.Fault) {
    guard seen.insert(name).inserted else { return }
    do throws(Aliases.Fault) {
      let entry = try aliases.entry(of: name)
      way.append((name, entry.targets[...]))
      onWay.insert(name)
      mailboxes += entry.mailboxes.map { ($0, name) }
    } catch {
      if isRequired { throw error }
      faults.append(error)
    }
  }
}

extension Aliases.Fault {
  fileprivate var isLoop: Bool { if case .loop = self { true } else { false } }
}

extension MailAddress {
  /// The name on this machine, in lower case, of an address in `localhost`; nil of another.
  var nameHere: String? { Self.isHere(asciiDomain) ? localPart.lowercased() : nil }
}
