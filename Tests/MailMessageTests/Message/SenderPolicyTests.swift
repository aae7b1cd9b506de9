import MailMessage
import MailSettings
import Testing

struct SenderPolicyTests {
  private func identity(
    _ mode: SenderMode, isUserEvent: Bool
  ) throws -> (SenderPolicy.Identity, system: Mailbox, user: Mailbox) {
    let system = try Samples.mailbox("Your Server", "yourserver@yourdomain.com")
    let user = try Samples.mailbox("A User", "user@example.com")
    let policy = SenderPolicy(
      system: SystemAddress(name: system.name, address: system.address), mode: mode)
    return (policy.identity(for: isUserEvent ? .user(user) : .system), system, user)
  }

  @Test(arguments: SenderMode.allCases)
  func `a system event is sent by the system`(mode: SenderMode) throws {
    let (identity, system, _) = try identity(mode, isUserEvent: false)
    #expect(identity.from == system)
    #expect(identity.replyTo == nil)
    #expect(identity.envelopeSender == system.address)
  }

  @Test func `with the system address, replies to a user's mail go to the user`() throws {
    let (identity, system, user) = try identity(.system, isUserEvent: true)
    #expect(identity.from == system)
    #expect(identity.replyTo == user)
    #expect(identity.envelopeSender == system.address)
  }

  @Test func `with the user's address, the envelope sender stays the system's`() throws {
    let (identity, system, user) = try identity(.user, isUserEvent: true)
    #expect(identity.from == user)
    #expect(identity.replyTo == nil)
    #expect(identity.envelopeSender == system.address)
  }
}
