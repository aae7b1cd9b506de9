import MailSettings
import Testing

@Suite struct MechanismTests {
  @Test(arguments: [
    ("auto", "auto"), ("AUTO", "auto"), ("plain", "PLAIN"), ("Cram-MD5", "CRAM-MD5"),
    ("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256-PLUS"), ("X_Y1", "X_Y1"),
  ])
  func `a name by RFC 4422 is read in either case`(text: String, name: String) throws {
    #expect(try Mechanism(typed: text).text == name)
  }

  @Test(arguments: [
    "PLAIN LOGIN", "PLAIN;", "plän", "P\u{301}", "AUTH=PLAIN", "ABCDEFGHIJKLMNOPQRSTU", "a\r\n",
  ])
  func `anything else is not a mechanism`(text: String) {
    #expect(Entry<Mechanism>(text).problem == .notAMechanism(text))
  }
}
