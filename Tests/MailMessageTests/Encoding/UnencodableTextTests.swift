import MailMessage
import MailSettings
import Testing

struct UnencodableTextTests {
  @Test func `the error names the characters, the place and UTF-8`() throws {
    let error = UnencodableText(
      part: .displayName, encoding: try Samples.encoding("ISO-8859-1"), characters: ["日", "€"])
    #expect(error.proposal == .utf8)
    #expect(
      error.description == "The encoding ISO-8859-1 has no “日”, “€”, as in the display name;"
        + " UTF-8 holds every character.")
  }

  @Test func `many characters are cut and none can steer a terminal`() throws {
    let error = UnencodableText(
      part: .body, encoding: try Samples.encoding("US-ASCII"),
      characters: ["\u{9B}"] + "абвгдежзийкл".map { $0 })
    #expect(error.description.contains("no “·”, “а”"))
    #expect(error.description.contains("“и” and others"))
  }
}
