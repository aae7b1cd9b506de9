internal import MailDiagnosis
internal import MailSettings

/// The course of a SASL exchange, whatever protocol carries it (RFC 4422).
struct SASLSignIn {
  /// What is to be sent next, in base64.
  enum Step {
    case begin(mechanism: String, initial: String?)
    case response(String)

    var hasInitialResponse: Bool {
      if case .begin(_, .some) = self { true } else { false }
    }
  }

  /// What came back; a refusal is thrown.
  enum Answer {
    /// In base64, as it came.
    case challenge(String)
    /// The server takes no initial response; nothing was tried with it.
    case initialResponseRefused
    case done
  }

  private let mechanism: SASLMechanism
  private let login: Login

  /// No mechanism has more steps.
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
      throw AttemptFailure(.other(SASLFailure.noProof.words))
    }
  }

  /// The next answer; where the server's part is wrong, the sign-in is called off (RFC 4954 section
  /// 4).
  private func response(
    _ exchange: inout any SASLExchange, _ initial: [UInt8]?, _ challenge: [UInt8],
    _ send: (Step) throws(AttemptFailure) -> Answer
  ) throws(AttemptFailure) -> [UInt8] {
    do throws(SASLFailure) {
      if let initial { return initial }
      return try exchange.respond(to: challenge)
    } catch {
      _ = try? send(.response("*"))
      throw AttemptFailure(.other(error.words))
    }
  }
}
