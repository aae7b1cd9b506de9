internal import MailDialogue
internal import MailSettings
internal import SystemAccess

/// Finding the server and getting an answer from it: `resolve.*`, `connect.*`.
extension Observation {
  /// The host name has no address.
  func notFound(_ failure: ResolveFailure) -> Diagnosis {
    let host = attempt.shownHost
    return switch failure {
    case .noSuchHost: nameNotFound(.you, "There is no host with the name \(host).")
    case .noAddress:
      nameNotFound(
        .you, "The name \(host) exists but has no address.",
        ["It may be a mail domain and not a server: ask for the name of its mail server."])
    case .noAddressFor(let source): noAddress(for: source)
    case .resolverDown: resolverDown
    case .other(let text):
      nameNotFound(.network, "The name \(host) could not be looked up: \(Self.quote(text)).")
    }
  }

  private func nameNotFound(
    _ responsible: Diagnosis.Responsible, _ cause: String, _ advice: [String] = []
  ) -> Diagnosis {
    let near = closeNames.isEmpty ? [] : ["Names nearby that exist: \(Self.list(closeNames))."]
    return diagnose(
      .resolveNotFound, responsible, cause,
      near + advice + ["Check the spelling of the server name."], fixes: names(closeNames))
  }

  private func noAddress(for source: SourceAddress) -> Diagnosis {
    let (family, other) = source.isIPv6 ? ("IPv6", "IPv4") : ("IPv4", "IPv6")
    return diagnose(
      .connectSourceAddress, .you,
      "The server \(attempt.shownHost) has no \(family) address, and \(SettingKey.smtpSourceAddress.name) says to send from \(source.text).",
      [
        "Clear the source address, so that the system chooses one, or give an \(other) address of "
          + "this machine."
      ], fixes: [.clearSourceAddress])
  }

  private var resolverDown: Diagnosis {
    diagnose(
      .resolveNotFound, .network,
      "The name server of this machine did not answer, so \(attempt.shownHost) could not be looked up.",
      [
        "Check the network connection and the name servers in /etc/resolv.conf.",
        "Try again: the name itself may be right.",
      ], isTemporary: true)
  }

  /// Nobody listens, or there is no way there.
  func connectRefused(_ text: String) -> Diagnosis {
    guard !Wording(text).has(["unreachable", "no route"]) else {
      return diagnose(
        .connectRefused, .network,
        "There is no way from this machine to \(attempt.place): \(Self.quote(text)).",
        [
          "Check this machine's network connection and its firewall.",
          "If the server has an IPv6 address, check that IPv6 works here.",
        ] + triedAddresses, fixes: foundWays)
    }
    return diagnose(
      .connectRefused, .you, "Nothing listens on port \(attempt.port) of \(attempt.shownHost).",
      foundAdvice + triedAddresses + [
        "Check server name and port: usual for \(attempt.service.name) are \(attempt.service.usualPorts).",
        "If both are right, the server is down or a firewall refuses: ask its administrator.",
      ], fixes: foundWays)
  }

  /// Packets go nowhere.
  var connectTimeout: Diagnosis {
    let isRelay = attempt.service == .smtp && attempt.port == .smtp
    let isGuess = isRelay && !hasLookedElsewhere && alternatives.isEmpty
    let cloud = "Port 25 is blocked in most clouds and home networks: use port 587 or 465, or 2525."
    return diagnose(
      .connectTimeout, .network,
      "No answer from \(attempt.place): something on the way drops the connection.",
      foundAdvice + (isRelay && !hasLookedElsewhere ? [cloud] : []) + triedAddresses + [
        "Check server name and port.",
        "Ask whoever runs the network whether a firewall blocks port \(attempt.port).",
      ],
      fixes: isGuess ? relayDetours : foundWays)
  }

  /// The connection stands, and there is no time left for the server to say anything.
  var noTimeLeft: Diagnosis {
    diagnose(
      .connectTimeout, .network,
      "The time was over when \(attempt.place) could be spoken to, so it had none to answer.",
      ["Try again with a longer time-out."] + triedAddresses + [
        "If it lasts, ask whoever runs the network what makes the way there so slow."
      ], isTemporary: true)
  }

  /// How the host's addresses ended, where there are several.
  var triedAddresses: [String] {
    guard addressTrials.count > 1 else { return [] }
    let shown = addressTrials.prefix(3).map {
      "\($0.address.printable(limit: 40)) (\($0.end.printable(limit: 30)))"
    }
    let more = addressTrials.count > 3 ? " and \(addressTrials.count - 3) more" : ""
    return ["Tried: \(shown.joined(separator: ", "))\(more)."]
  }

  /// What to try where port 25 is blocked, STARTTLS first.
  private var relayDetours: [Fix] {
    [
      guess(.tls, port: .submission), guess(.ssl, port: .submissions),
      guess(.tls, port: .alternateSubmission),
    ].compactMap(\.self)
  }

  /// What was found by trying, in a sentence.
  var foundAdvice: [String] {
    guard let first = found.first else {
      return hasLookedElsewhere
        ? ["The usual ports of the server were tried too, and none of them can be used."] : []
    }
    let way =
      first.encryption == attempt.encryption
      ? "use port \(first.port)" : "use \(first.encryption.nameInSentence) on port \(first.port)"
    return ["On the same server another way answered: \(way)."]
  }
}
