internal import MailDiagnosis
internal import MailSettings

/// Runs a SASL exchange over any of the protocols (RFC 4422).
struct SASLSignIn {
  /// What to send next, in base64.
  enum Step {
    case begin(mechanism: String, initial: String?)
    case response(String)

    var hasInitialResponse: Bool {
      if case .begin(_, .some) = self { true } else { false }
    }
  }

  /// The server's answer; a refusal is thrown.
  enum Answer {
    /// The challenge in base64, as it came.
    case challenge(String)
    /// The server accepts no initial response, and nothing was tried with it.
    case initialResponseRefused
    case done
  }

  private let mechanism: SASLMechanism
  private let login: Login

  /// More steps than any mechanism has.
  private static let mostSteps = 6

  init(_ mechanism: SASLMechanism, _ login: Login) {
    (self.mechanism, self.login) = (mechanism, login)
  }

  /// Runs the exchange to its end.
  ///
  /// - Parameter sendsInitialResponse: whether the protocol can carry the first response with the
  ///   name.
  func run(
    sendsInitialResponse: Bool, _ send: (Step) throws(AttemptFailure) -> Answer
  ) throws(AttemptFailure) {
    var exchange = mechanism.exchange(login)
    var initial = exchange.initialResponse()
    let first = sendsInitialResponse ? initial?.base64 : nil
    var answer = try send(.begin(mechanism: mechanism.rawValue, initial: first))
    if case .initialResponseRefused = answer {
      answer = try send(.begin(mechanism: mechanism.rawValue, initial: nil))
    } else if first != nil {
      initial = nil
    }
    for _ in 0..<Self.mostSteps {
      guard case .challenge(let challenge) = answer else { break }
      let response = try response(&exchange, initial, [UInt8](base64: challenge) ?? [], send)
      initial = nil
      answer = try send(.response(response.base64))
    }
    guard case .done = answer, exchange.isServerProven else {
      throw AttemptFailure(.other(.sasl(.noProof)))
    }
  }

  /// The response to a challenge; where the challenge is wrong, the sign-in is cancelled by `*`
  /// (RFC 4954 section 4).
  private func response(
    _ exchange: inout any SASLExchange, _ initial: [UInt8]?, _ challenge: [UInt8],
    _ send: (Step) throws(AttemptFailure) -> Answer
  ) throws(AttemptFailure) -> [UInt8] {
    do throws(SASLFailure) {
      if let initial { return initial }
      return try exchange.respond(to: challenge)
    } catch {
      _ = try? send(.response("*"))
      throw AttemptFailure(.other(.sasl(error)))
    }
  }
}
