import MailSettings
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    "https://app.example.com", "https://app.example.com/", "HTTPS://app.example.com/a/b%20c/",
    "https://app.example.com:8443/", "https://[2001:db8::1]/", "https://[2001:db8::1]:8443/x",
    "http://localhost:8080/", "http://127.0.0.1/", "http://[::1]:80/",
  ])
  func `an https URL, or http at this machine, is kept as it is`(text: String) throws {
    #expect(try WebAddress(typed: text).text == text)
  }

  @Test(arguments: [
    "app.example.com", "http://app.example.com/", "ftp://x.example/", "https://", "https:///x",
    "https://a b/", "https://user:pw@x.example/", "https://user@x.example/",
    "https://x.example:0/", "https://x.example:99999/", "https://x.example:/",
    "https://x.example:a/",
    "https://x.example/?a=b", "https://x.example/#a", "https://bücher.example/", "https://[::1/",
    "https://[::1]x/", "https://x_y.example/",
  ])
  func `anything else is not such a URL`(text: String) {
    #expect(
      Entry<WebAddress>(text).problem == .notAURL(text))
  }
}
