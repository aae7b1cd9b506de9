internal import MailSettings
internal import SystemAccess

extension ReachingCause {
  var sentence: String {
    switch self {
    case .noSuchHost(let host, _): "There is no host with the name \(host.shown)."
    case .noAddress(let host, _): "The name \(host.shown) exists but has no address."
    case .noAddressFor(let source, let host):
      source.isIPv6
        ? "The server \(host.shown) has no IPv6 address, and \(SettingKey.smtpSourceAddress.name) says to send from \(source.text)."
        : "The server \(host.shown) has no IPv4 address, and \(SettingKey.smtpSourceAddress.name) says to send from \(source.text)."
    case .notLookedUp(let host, let said, _):
      "The name \(host.shown) could not be looked up: \(said.quoted)."
    case .noNameServer(let host):
      "The name server of this machine did not answer, so \(host.shown) could not be looked up."
    case .noRoute(let server, let errno, _):
      "There is no way from this machine to \(server.hostAndPort): \(SystemError(errno).text.quoted)."
    case .nothingListens(let server, _, _):
      "Nothing listens on port \(server.port) of \(server.host.shown)."
    case .noAnswer(let server, _, _):
      "No answer from \(server.hostAndPort): something on the way drops the connection."
    case .noTimeLeft(let server, _):
      "The time was over when \(server.hostAndPort) could be spoken to, so it had none to answer."
    }
  }

  var advice: [String] {
    switch self {
    case .noSuchHost(_, let near), .notLookedUp(_, _, let near):
      Self.advice(near: near) + ["Check the spelling of the server name."]
    case .noAddress(_, let near):
      Self.advice(near: near) + [
        "It may be a mail domain and not a server: ask for the name of its mail server.",
        "Check the spelling of the server name.",
      ]
    case .noAddressFor(let source, _):
      [
        source.isIPv6
          ? "Clear the source address, so that the system chooses one, or give an IPv4 address of this machine."
          : "Clear the source address, so that the system chooses one, or give an IPv6 address of this machine."
      ]
    case .noNameServer:
      [
        "Check the network connection and the name servers in /etc/resolv.conf.",
        "Try again: the name itself may be right.",
      ]
    case .noRoute(_, _, let tried):
      [
        "Check this machine's network connection and its firewall.",
        "If the server has an IPv6 address, check that IPv6 works here.",
      ] + tried.advice
    case .nothingListens(let server, let ways, let tried):
      ways.advice(at: server) + tried.advice + [
        "Check server name and port: usual for \(server.service.name) are \(server.service.usualPorts).",
        "If both are right, the server is down or a firewall refuses: ask its administrator.",
      ]
    case .noAnswer(let server, let ways, let tried):
      ways.advice(at: server) + Self.advice(onBlockedPort: server, ways) + tried.advice + [
        "Check server name and port.",
        "Ask whoever runs the network whether a firewall blocks port \(server.port).",
      ]
    case .noTimeLeft(_, let tried):
      ["Try again with a longer time-out."] + tried.advice + [
        "If it lasts, ask whoever runs the network what makes the way there so slow."
      ]
    }
  }

  private static func advice(near names: [String]) -> [String] {
    names.isEmpty ? [] : ["Names nearby that exist: \(names.listed)."]
  }

  private static func advice(onBlockedPort server: Endpoint, _ ways: OtherWays) -> [String] {
    guard server.service == .smtp, server.port == .smtp, !ways.isSearched else { return [] }
    return [
      "Port 25 is blocked in most clouds and home networks: use port 587 or 465, or 2525."
    ]
  }
}

extension [AddressTrial] {
  /// What became of each of the host's addresses, where there are several.
  var advice: [String] {
    guard count > 1 else { return [] }
    let shown = prefix(3).map {
      "\($0.address.printable(limit: 40)) (\($0.end.words.printable(limit: 30)))"
    }.joined(separator: ", ")
    return count > 3 ? ["Tried: \(shown) and \(count - 3) more."] : ["Tried: \(shown)."]
  }
}

extension AddressTrial.End {
  fileprivate var words: String {
    switch self {
    case .noAnswer: "no answer"
    case .notTried: "not tried"
    case .notConnected(let errno): SystemError(errno).textInSentence
    case .ended(let ending): ending.words
    }
  }
}

extension OtherWays {
  /// A sentence on the other ports that were tried.
  func advice(at server: Endpoint) -> [String] {
    guard let best else {
      return isSearched
        ? ["The usual ports of the server were tried too, and none of them can be used."] : []
    }
    if best.encryption == server.encryption {
      return ["On the same server another way answered: use port \(best.port)."]
    }
    return [
      "On the same server another way answered: use \(best.encryption.nameInSentence) on port \(best.port)."
    ]
  }
}

extension Encryption {
  /// The encryption's short name for the middle of a sentence.
  fileprivate var nameInSentence: String {
    switch self {
    case .none: "no encryption"
    case .tlsIfAvailable, .tls, .ssl: shortTitle
    }
  }
}
