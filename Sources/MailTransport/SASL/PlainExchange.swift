internal import MailSettings

/// PLAIN (RFC 4616), which sends user and password in one message.
struct PlainExchange: SASLExchange {
  let user: String
  let password: Secret

  private var message: [UInt8] { [0] + Array(user.utf8) + [0] + Array(password.reveal().utf8) }

  func initialResponse() -> [UInt8]? { message }
  func respond(to challenge: [UInt8]) -> [UInt8] { message }
}

/// LOGIN (draft-murchison-sasl-login-00), which answers two questions, whatever their words.
///
/// It sends no initial response, which not every server that offers LOGIN accepts.
struct LoginExchange: SASLExchange {
  let user: String
  let password: Secret
  private var hasGivenUser = false

  init(user: String, password: Secret) {
    self.user = user
    self.password = password
  }

  func initialResponse() -> [UInt8]? { nil }

  mutating func respond(to challenge: [UInt8]) -> [UInt8] {
    defer { hasGivenUser = true }
    return Array((hasGivenUser ? password.reveal() : user).utf8)
  }
}
