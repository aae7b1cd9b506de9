internal import FoundationEssentials
internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// The sign-ins that were begun in a set-up, even those that are answered, as `run/sign-ins` holds
/// them.
///
/// Several may wait at once, so that the URL of the first stays valid after a second is begun.
struct SignInMemory: Codable, Equatable {
  /// Seconds that a sign-in waits for its answer.
  static let lifetime = 600
  /// How many are remembered; beyond that the oldest are forgotten.
  static let most = 64

  private(set) var version = 1
  private(set) var signIns: [RememberedSignIn] = []

  init() {}

  /// Reads a file; a damaged one counts as empty, since all of it is short-lived.
  init(_ bytes: [UInt8]?) {
    guard let bytes, let memory = try? JSONDecoder().decode(SignInMemory.self, from: Data(bytes)),
      memory.version == 1
    else { return }
    self = memory
  }

  /// The file's bytes.
  var bytes: [UInt8]? { (try? JSONEncoder().encode(self)).map(Array.init) }

  /// Whether a sign-in with this state was begun, however it ended.
  func isKnown(_ state: String) -> Bool { signIns.contains { $0.hasState(state) } }

  /// Remembers a request.
  mutating func add(_ request: AuthorizationRequest, at now: MarkedMoment) {
    forgetSecrets(at: now)
    signIns.append(RememberedSignIn(request, at: now))
    signIns.removeFirst(max(0, signIns.count - Self.most))
  }

  /// The request that an answer with this state belongs to; its state is used up from now on.
  ///
  /// An answer without a state belongs to the only sign-in that waits.
  mutating func take(
    _ state: String?, for application: ExchangeApplication, at now: MarkedMoment
  ) throws(SignInFailure) -> AuthorizationRequest {
    forgetSecrets(at: now)
    let index = try index(of: state)
    let signIn = signIns[index]
    if signIn.isUsed { throw .usedState }
    guard let request = signIn.request(application) else { throw .oldState }
    guard signIn.isFor(application) else { throw .otherSettings }
    signIns[index].isUsed = true
    signIns[index].open = nil
    return request
  }

  /// The latest that waits for its answer.
  mutating func waiting(
    for application: ExchangeApplication, _ redirectURI: String, at now: MarkedMoment
  ) -> AuthorizationRequest? {
    forgetSecrets(at: now)
    let found = signIns.last {
      $0.isWaiting && $0.isFor(application) && $0.redirectURI == redirectURI
    }
    return found?.request(application)
  }

  private func index(of state: String?) throws(SignInFailure) -> Int {
    if let state {
      guard let index = signIns.firstIndex(where: { $0.hasState(state) }) else {
        throw signIns.contains(where: \.isWaiting) ? .wrongState : .nonePending
      }
      return index
    }
    let waiting = signIns.indices.filter { signIns[$0].isWaiting }
    guard let index = waiting.first else { throw .nonePending }
    guard waiting.count == 1 else { throw .severalPending }
    return index
  }

  /// Deletes nonce and verifier of sign-ins that have expired.
  private mutating func forgetSecrets(at now: MarkedMoment) {
    for index in signIns.indices where signIns[index].isOld(at: now) { signIns[index].open = nil }
  }
}

/// A sign-in that was begun.
struct RememberedSignIn: Codable, Equatable {
  /// What is needed only until the answer.
  struct Open: Codable, Equatable {
    let nonce: String
    let verifier: String
  }

  let state: String
  let began: MarkedMoment
  let tenant: String
  let clientID: String
  let authority: String
  let redirectURI: String
  let scopes: [String]
  /// Nil once it is over.
  var open: Open?
  /// Whether its answer has come.
  var isUsed = false

  init(_ request: AuthorizationRequest, at now: MarkedMoment) {
    (state, began) = (request.state, now)
    tenant = request.application.tenant.text
    clientID = request.application.clientID.text
    authority = request.application.authority.text
    (redirectURI, scopes) = (request.redirectURI, request.scopes)
    open = Open(nonce: request.nonce, verifier: request.verifier.reveal())
  }

  /// Whether an answer to it may still come.
  var isWaiting: Bool { open != nil }

  /// The request as it was; nil once it is over.
  func request(_ application: ExchangeApplication) -> AuthorizationRequest? {
    open.map { open in
      AuthorizationRequest(
        application, scopes: scopes, redirectURI: redirectURI, state: state, nonce: open.nonce,
        verifier: Secret(open.verifier))
    }
  }

  /// Compares in constant time.
  func hasState(_ other: String) -> Bool { Secret(state) == Secret(other) }

  func isFor(_ application: ExchangeApplication) -> Bool {
    tenant.lowercased() == application.tenant.text.lowercased()
      && clientID.lowercased() == application.clientID.text.lowercased()
      && authority == application.authority.text
  }

  func isOld(at now: MarkedMoment) -> Bool {
    guard let age = began.seconds(until: now) else { return true }
    return age > SignInMemory.lifetime
  }
}
