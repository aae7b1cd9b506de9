internal import Glibc
internal import MailSettings

/// A server that is not found or does not answer: `resolve.*`, `connect.*`.
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
    _ responsible: Diagnosis.Responsible, _ reason: ReachingCause
  ) -> Diagnosis {
    diagnose(.resolveNotFound, responsible, .reaching(reason), fixes: names(closeNames))
  }

  /// The connection was refused, or there is no route to the host.
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

  /// The host did not answer at all.
  var connectTimeout: Diagnosis {
    let isRelay = attempt.service == .smtp && attempt.port == .smtp
    let isGuess = isRelay && !hasLookedElsewhere && alternatives.isEmpty
    return diagnose(
      .connectTimeout, .network,
      .reaching(.noAnswer(endpoint, otherWays, tried: addressTrials)),
      fixes: isGuess ? relayDetours : foundWays)
  }

  /// The connection was made when the time for the attempt was over.
  var noTimeLeft: Diagnosis {
    diagnose(
      .connectTimeout, .network, .reaching(.noTimeLeft(endpoint, tried: addressTrials)),
      isTemporary: true)
  }

  /// Fixes to try where port 25 is blocked, STARTTLS first.
  private var relayDetours: [Fix] {
    [
      guess(.tls, port: .submission), guess(.ssl, port: .submissions),
      guess(.tls, port: .alternateSubmission),
    ].compactMap(\.self)
  }
}
