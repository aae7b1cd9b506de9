import Foundation
import Testing

@testable import Submission

struct AuthenticationTests {
  private func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test func `PLAIN takes any user with an initial response`() {
    let step = Authentication.begin("PLAIN", initialResponse: encoded("\0user\0word"))
    #expect(step == .accepted(user: "user"))
  }

  @Test func `PLAIN asks when there is no initial response`() {
    let step = Authentication.begin("PLAIN", initialResponse: nil)
    #expect(step == .challenge(.plain, SMTPReply(334, nil, "")))
    #expect(Authentication.plain.answer(encoded("x\0user\0")) == .accepted(user: "user"))
  }

  @Test func `LOGIN asks for the user, then for the password`() {
    guard
      case .challenge(.loginUser, let first) = Authentication.begin("LOGIN", initialResponse: nil)
    else {
      Issue.record("no challenge")
      return
    }
    #expect(first.lines == [encoded("Username:")])
    guard case .challenge(let next, let second) = Authentication.loginUser.answer(encoded("user"))
    else {
      Issue.record("no challenge")
      return
    }
    #expect(second.lines == [encoded("Password:")])
    #expect(next.answer(encoded("word")) == .accepted(user: "user"))
  }

  @Test func `LOGIN takes the user as an initial response`() {
    let step = Authentication.begin("LOGIN", initialResponse: encoded("user"))
    guard case .challenge(.loginPassword(user: "user"), _) = step
    else {
      Issue.record("no challenge")
      return
    }
  }

  @Test(arguments: ["*", "not base64", "", "AAAA"])
  func `a cancelled or malformed response is refused with 501`(line: String) {
    guard case .refused(let reply) = Authentication.plain.answer(line)
    else {
      Issue.record("accepted \(line)")
      return
    }
    #expect(reply.code == 501)
  }

  @Test func `an unknown mechanism is refused with 504`() {
    guard case .refused(let reply) = Authentication.begin("CRAM-MD5", initialResponse: nil)
    else {
      Issue.record("accepted")
      return
    }
    #expect(reply.code == 504)
  }

  @Test func `control characters in a user name are replaced`() {
    let step = Authentication.plain.answer(encoded("\0a\u{1B}[2Jb\0word"))
    #expect(step == .accepted(user: "a\u{FFFD}[2Jb"))
  }
}
