package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

extension MicrosoftSignIn {
  /// Links the account by a code that a person types on another device (RFC 8628).
  ///
  /// `show` is called once, with the code. Then the endpoint is polled at the interval that it asks
  /// for, until somebody has signed in or the code has expired.
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
      // The network may come back before the code expires.
      case nil: interval = min(interval * 2, .seconds(60))
      }
    }
  }

  /// Nil where no answer came, and asking again may help.
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
