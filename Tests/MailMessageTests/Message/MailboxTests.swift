import MailMessage
import MailSettings
import Testing

@Test func `the system's address is a mailbox`() throws {
  let name = try DisplayName(typed: "Your Server")
  let address = try Samples.address("yourserver@yourdomain.com")
  let mailbox = Mailbox(SystemAddress(name: name, address: address))
  #expect(mailbox == Mailbox(name: name, address: address))
}
