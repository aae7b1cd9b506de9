import Foundation
import TestSupport
import Testing

@Suite struct ParsedMailTests {
  @Test func `headers and body are decoded, and their raw form kept`() throws {
    let mail = try ParsedMail(
      Data(
        """
        From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.org>
        To: a@example.com,
         "B, C" <b@example.com>
        Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=
        MIME-Version: 1.0
        Content-Type: text/plain; charset=ISO-8859-15
        Content-Transfer-Encoding: Quoted-Printable

        10 =A4

        """.replacingOccurrences(of: "\n", with: "\r\n").utf8))
    #expect(mail.header("subject") == "Grüße")
    #expect(mail.headers(named: "Subject").first?.raw == "Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=\r\n")
    #expect(mail.headers(named: "To").first?.raw.contains("\r\n \"B, C\"") == true)
    #expect(mail.mailboxes["from"] == [.init(name: "Jürgen", address: "j@example.org")])
    #expect(mail.mailboxes["to"]?.last == .init(name: "B, C", address: "b@example.com"))
    #expect(mail.charset == "ISO-8859-15")
    #expect(mail.transferEncoding == "quoted-printable")
    #expect(mail.text == "10 €\n" || mail.text == "10 €\r\n")
    #expect(mail.rawBody == Data("10 =A4\r\n".utf8))
    #expect(mail.defects.isEmpty)
  }

  @Test func `what is wrong with a mail is told`() throws {
    let mail = try ParsedMail(
      Data("Subject: x\nContent-Type: text/plain; charset=nonsense\n\nbody\n".utf8))
    #expect(mail.defects == ["LookupError"])
    let other = try ParsedMail(Data("Subject: x\nno header\n\nbody\n".utf8))
    #expect(other.defects.contains("MissingHeaderBodySeparatorDefect"))
  }
}
