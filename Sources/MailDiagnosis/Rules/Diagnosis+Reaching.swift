internal import Glibc
internal import MailSettings

/// Finding the server and getting an answer from it: `resolve.*`, `connect.*`.
extension Observation {
  /// The host name has no address.
  func notFound(_ failure: ResolveFailure) -> Diagnosis {
    let host = attempt.host
    return switch failure {
    case .noSuchHost: nameNotFound(.you, .noSuchHost(host, near: closeNames))
    case .noAddress: nameNotFound(.you, .noAddress(host, near: closeNames))
    case .noAddressFor(let source):
      diagnose(
        .connectSourceAddress, .you, .reaching(.noAddressFor(source, host: host)),
        fixes: [.clearSourceAddress])
    case .resolverDown:
      diagnose(.resolveNotFound, .network, .reaching(.noNameServer(host)), isTemporary: true)
    case .other(let text):
      nameNotFound(.network, .notLookedUp(host, said: text, near: closeNames))
    }
  }

  private func nameNotFound(
    _ responsible: Diagnosis.Responsible, _ reason: Cause.Reaching
  ) -> Diagnosis {
    diagnose(.resolveNotFound, responsible, .reaching(reason), fixes: names(closeNames))
  }

  /// Nobody listens, or there is no way there.
  func connectRefused(_ errno: Int32) -> Diagnosis {
    let isUnreachable = [ENETUNREACH, EHOSTUNREACH].contains(errno)
    return diagnose(
      .connectRefused, isUnreachable ? .network : .you,
      .reaching(
        isUnreachable
          ? .noRoute(endpoint, errno: errno, tried: addressTrials)
          : .nothingListens(endpoint, otherWays, tried: addressTrials)),
      fixes: foundWays)
  }

  /// Packets go nowhere.
  var connectTimeout: Diagnosis {
    let isRelay = attempt.service == .smtp && attempt.port == .smtp
    let isGuess = isRelay && !hasLookedElsewhere && alternatives.isEmpty
    return diagnose(
      .connectTimeout, .network,
      .reaching(.noAnswer(endpoint, otherWays, tried: addressTrials)),
      fixes: isGuess ? relayDetours : foundWays)
  }

  /// The connection stands, and there is no time left for the server to say anything.
  var noTimeLeft: Diagnosis {
    diagnose(
      .connectTimeout, .network, .reaching(.noTimeLeft(endpoint, tried: addressTrials)),
      isTemporary: true)
  }

  /// What to try where port 25 is blocked, STARTTLS first.
  private var relayDetours: [Fix] {
    [
      guess(.tls, port: .submission), guess(.ssl, port: .submissions),
      guess(.tls, port: .alternateSubmission),
    ].compactMap(\.self)
  }
}
