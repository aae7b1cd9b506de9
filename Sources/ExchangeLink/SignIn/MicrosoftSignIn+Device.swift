package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension MicrosoftSignIn {
  /// Links the account by a code that is typed on another device (RFC 8628); `show` is called with
  /// it once. Asks as often as Microsoft wants, until somebody has signed in or the code has ended.
  package func byDevice(
    scopes: [String]? = nil, _ wait: TokenWait, show: (DeviceCode) -> Void
  ) throws(SignInFailure) -> SignInEnd {
    let code: DeviceCode
    do throws(TokenFailure) {
      code = try endpoint.deviceCode(scopes: scopes ?? self.scopes, wait)
    } catch { throw SignInFailure(error) }
    show(code)
    var interval = code.interval
    while true {
      try pause(interval, before: code.expires, wait)
      switch try ask(code, wait) {
      case .granted(let tokens)?: return .linked(try save(tokens))
      case .pending?: continue
      case .slowDown?: interval += .seconds(5)
      case .declined(let error)?: throw .device(.declined(error))
      case .expired(let error)?:
        throw .device(error.error == "expired_token" ? .expired : .unknownCode(error))
      // A network that is down may come back before the code has ended.
      case nil: interval = min(interval * 2, .seconds(60))
      }
    }
  }

  /// Nil where nothing was answered, and it is worth asking again.
  private func ask(
    _ code: DeviceCode, _ wait: TokenWait
  ) throws(SignInFailure) -> DeviceAnswer? {
    do throws(TokenFailure) {
      return try endpoint.redeem(code, wait)
    } catch .temporary, .timedOut, .unreachable {
      return nil
    } catch { throw SignInFailure(error) }
  }

  private func pause(
    _ interval: Duration, before end: ContinuousClock.Instant, _ wait: TokenWait
  ) throws(SignInFailure) {
    let next = ContinuousClock.now + interval
    let last = min(next, end, wait.deadline)
    while ContinuousClock.now < last {
      if wait.wake?.isRung ?? false { throw .cancelled }
      WakePipe.wait(for: [wait.wake].compactMap(\.self), until: last)
    }
    if wait.wake?.isRung ?? false { throw .cancelled }
    if last == next { return }
    throw last == end ? .device(.expired) : .timedOut
  }
}
