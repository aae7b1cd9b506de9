package import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// What a person has to know about a listener.
package struct ListenerFacts: Equatable, Sendable {
  /// The port on both loopback addresses.
  package let port: Int
  /// The address to sign in at.
  package let url: String
  /// `redirect_uri`, which has to be registered, with any port or none.
  package let redirectURI: String
}

extension MicrosoftSignIn {
  /// Links the account by listening on loopback for the browser's redirect.
  ///
  /// `isReady` is called once the listener is open. Requests that are no answer to a waiting
  /// sign-in get a page that says so, and the listening goes on.
  ///
  /// - Parameter port: a free one where nil.
  package func listen(
    port: Int? = nil, scopes: [String]? = nil, _ wait: TokenWait,
    isReady: (ListenerFacts) -> Void
  ) throws(SignInFailure) -> SignInEnd {
    let listener = try SignInListener.start(port: port)
    defer { listener.stop() }
    // Entra ID takes any port for http://localhost (RFC 8252 section 7.3).
    let redirectURI = "http://localhost:\(listener.port)/"
    let request = try begin(scopes: scopes, redirectURI: redirectURI)
    isReady(ListenerFacts(port: listener.port, url: request.url, redirectURI: redirectURI))
    let deadline = min(wait.deadline, .now + .seconds(SignInMemory.lifetime))
    while let asked = listener.queue.next(until: deadline, wait.wake) {
      switch try judge(asked) {
      case .code(let code, let request)?:
        asked.answer(.received)
        return try redeem(code, for: request, wait)
      case .consent(let tenant)?:
        asked.answer(.consentGiven)
        return .consentGiven(tenant: tenant)
      case nil: continue
      }
    }
    throw wait.wake?.isRung ?? false ? .cancelled : .timedOut
  }

  /// Nil where the request was no answer to a waiting sign-in; its page is sent.
  private func judge(_ asked: AnswerQueue.Asked) throws(SignInFailure) -> Taken? {
    do throws(SignInFailure) {
      return try take("http://localhost" + asked.target)
    } catch .refused(let error) {
      asked.answer(.refused)
      throw .refused(error)
    } catch .notAnAnswer {
      asked.answer(.notFound)
    } catch .store(let error) {
      asked.answer(.over)
      throw .store(error)
    } catch {
      asked.answer(.wrongState)
    }
    return nil
  }
}
