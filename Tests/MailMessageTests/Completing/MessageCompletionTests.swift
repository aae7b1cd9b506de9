import Foundation
import MailSettings
import SystemAccess
import Testing

@testable import MailMessage

@Suite struct MessageCompletionTests: HandedMailTests {
  @Test func `a whole mail stays as it came but for its sender`() throws {
    let mail = """
      Date: Mon, 1 Jan 2024 10:00:00 +0100
      To: Bob <bob@example.org>
      X-Odd:   two  spaces
      Subject: =?utf-8?q?a?=
       folded
      Message-ID: <1@x>

      Hello
      .
      From here

      """
    let made = parts(try completed(mail))
    let given = parts(mail)
    #expect(made.body == given.body)
    #expect(made.header.filter { !$0.hasPrefix("From:") } == given.header)
    #expect(made.header.contains("From: \"Your Server\" <app@example.com>"))
  }

  @Test func `what is missing is added`() throws {
    let header = parts(try completed("hello world\n")).header
    #expect(header[0] == "From: \"Your Server\" <app@example.com>")
    #expect(header[1] == "Date: Thu, 1 Jan 1970 00:00:00 +0000")
    #expect(header[2].hasPrefix("Message-ID: <") && header[2].hasSuffix("@example.com>"))
    #expect(header.count == 3)
  }

  @Test func `capitals in a domain are no reason to write a field anew`() throws {
    let mail = """
      From: X <x@Y.Example>
      Cc: "Long Name One" <one@Example.COM>,
      \t"Long Name Two" <two@example.com>
      Date: Mon, 1 Jan 2024 10:00:00 +0100
      Message-ID: <1@x>

      x

      """
    #expect(try completed(mail, sender: "user") == mail)
  }

  @Test func `an empty date is set, and a From with a blank is no line of a mailbox`() throws {
    let header = parts(try completed("From : Ann <ann@example.org>\nDate: \n\nx", sender: "user"))
      .header
    #expect(header.contains("From : Ann <ann@example.org>"))
    #expect(header.contains("Date: Thu, 1 Jan 1970 00:00:00 +0000"))
  }

  @Test func `blind copies go, and a mail for nobody else says so`() throws {
    let header = parts(try completed("Bcc: eve@example.org,\n mal@example.org\n\nx")).header
    #expect(!header.contains { $0.contains("example.org") })
    #expect(header.contains("To: undisclosed-recipients:;"))
    let other = parts(try completed("To: a@b.de\nBcc: eve@example.org\n\nx")).header
    #expect(!other.contains { $0.contains("eve") || $0.contains("undisclosed") })
  }

  @Test func `local names in the header become whom they stand for`() throws {
    let text = try completed("To: root, Ops <ops>, a@b.de\nCc: root (Boss)\n\nx")
    #expect(text.contains("To: admin@example.net, Ops <ops@example.com>, a@b.de\n"))
    #expect(text.contains("Cc: \"Boss\" <admin@example.net>\n"))
  }

  @Test func `a second From or Subject goes, and lists of recipients are joined`() throws {
    let text = try completed(
      "Subject: one\nFrom: a@example.org\nSubject: two\nTo: a@b.de\nFrom: c@d.de\nTo: e@f.de\n\nx")
    #expect(text.contains("Subject: one\n") && !text.contains("two"))
    #expect(text.contains("To: a@b.de, e@f.de\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("From:") } == 1)
  }

  @Test func `the line of a mailbox file goes, and no header means all body`() throws {
    #expect(
      try completed("From bob Thu Jan  1 00:00:00 1970\nSubject: a\n\nx").contains("Subject: a\n"))
    #expect(
      !(try completed("From bob Thu Jan  1 00:00:00 1970\nSubject: a\n\nx")).contains("From bob"))
    #expect(
      parts(try completed("Hello Bob,\nall is well: yes\n")).body
        == "Hello Bob,\nall is well: yes\n")
    #expect(parts(try completed("Subject: a\nno field here\nb\n")).body == "no field here\nb\n")
  }

  @Test(arguments: [("UTF-8", "Grüße"), ("ISO-8859-15", "Preis: 3 €"), ("ISO-2022-JP", "日本語")])
  func `bare text beyond ASCII says what it is`(encoding: String, words: String) throws {
    let text = try completed(
      "Subject: \(words)\nTo: \(words) <a@b.de>\n\n\(words)\n", encoding: encoding)
    #expect(text.contains("MIME-Version: 1.0\n"))
    #expect(text.contains("Content-Type: text/plain; charset=UTF-8\n"))
    #expect(text.contains("Content-Transfer-Encoding: 8bit\n"))
    #expect(text.contains("=?\(encoding)?"))
    #expect(parts(text).body == "\(words)\n")
  }

  @Test func `text that is not UTF-8 is the set-up's, else ISO-8859-1`() throws {
    for (encoding, bytes, charset) in [
      ("UTF-8", [0xE4], "ISO-8859-1"), ("windows-1252", [0x80], "windows-1252"),
      ("Shift_JIS", [0x93, 0xFA], "Shift_JIS"), ("EUC-JP", [0xE4, 0x20], "ISO-8859-1"),
    ] as [(String, [UInt8], String)] {
      let message = try Self.read(Array("Subject: a\n\n".utf8) + bytes + [0x0A])
      let order = try #require(
        MessageCompletion(try Self.settings(encoding: encoding), .unsaid, message.header))
      let text = String(
        decoding: try Self.bytes(try message.completed(order).content), as: UTF8.self)
      #expect(text.contains("charset=\(charset)\r\n"), "\(encoding): \(text)")
    }
  }

  @Test(arguments: ["ANSI_X3.4-1968", "us-ascii", "\"US-ASCII\""])
  func `a charset that the text disproves is mended`(charset: String) throws {
    let text = try completed(
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=\(charset); format=flowed\nContent-Transfer-Encoding: 7bit\n\nGrüße\n"
    )
    #expect(text.contains("Content-Type: text/plain; charset=UTF-8; format=flowed\n"))
    #expect(text.contains("Content-Transfer-Encoding: 8bit\n"))
  }

  @Test func `for a server without 8BITMIME only the parts beyond ASCII are rewritten`() throws {
    let mail = """
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="=_x"

      preamble
      --=_x
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      Grüße = gut
      --=_x
      Content-Type: text/plain

      plain stays
      --=_x--

      """
    let message = try Self.read(mail)
    let order = try #require(MessageCompletion(try Self.settings(), .unsaid, message.header))
    let made = try message.completed(order)
    #expect(made.content.isEightBit)
    #expect(parts(try Self.text(made.content)).body == parts(mail).body)
    let sevenBit = try #require(made.sevenBit)
    #expect(!sevenBit.isEightBit)
    let body = parts(try Self.text(sevenBit)).body
    #expect(
      body.contains(
        "charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe =3D gut\n--=_x\n"
      ))
    #expect(body.contains("Content-Type: text/plain\n\nplain stays\n--=_x--\n"))
  }

  @Test func `what was signed stays as it is, octet for octet`() throws {
    let signed = """
      MIME-Version: 1.0
      Content-Type: multipart/signed; boundary=s; micalg=pgp-sha256; protocol="application/pgp-signature"

      --s
      Content-Type: text/plain; charset=us-ascii

      Grüße\(String(repeating: "x", count: 1_200))
      --s
      Content-Type: application/pgp-signature

      iQ==
      --s--

      """
    let message = try Self.read(signed)
    let order = try #require(MessageCompletion(try Self.settings(), .unsaid, message.header))
    let made = try message.completed(order)
    #expect(parts(try Self.text(made.content)).body == parts(signed).body)
    #expect(parts(try Self.text(try #require(made.sevenBit))).body == parts(signed).body)
  }

  @Test func `lines that no server takes are written in another way`() throws {
    let long = String(repeating: "word ", count: 400)
    let text = try completed("Subject: a\n\n\(long)\nshort\n")
    #expect(text.contains("Content-Transfer-Encoding: quoted-printable\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
    let base64 = String(repeating: "QUJD", count: 500)
    let wrapped = try completed(
      "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n\(base64)\n")
    #expect(parts(wrapped).body.replacing("\n", with: "") == base64)
    #expect(wrapped.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
    let quoted = String(repeating: "=C3=BC", count: 300)
    let mended = try completed(
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\(quoted)\n"
    )
    #expect(parts(mended).body.replacing("=\n", with: "") == quoted + "\n")
    #expect(mended.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
  }

  @Test func `long and foreign headers are folded and encoded`() throws {
    let many = (0..<300).map { "user\($0)@example.org" }.joined(separator: ", ")
    let text = try completed("To: \(many)\nX-Long: \(String(repeating: "word ", count: 300))\n\nx")
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(text.replacing("\n ", with: " ").contains("To: \(many)\n"))
    let names = try completed(
      "Content-Type: application/pdf; name=\"Grüße.pdf\"\nContent-Disposition: attachment; filename=\"Grüße.pdf\"\n\nx"
    )
    #expect(names.contains("filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf"))
  }

  @Test func `NUL is refused, and so is a header without end`() {
    #expect(throws: MessageFault.nul) { _ = try Self.read("Subject: a\n\na\0b") }
    #expect(throws: MessageFault.nul) { _ = try Self.read("Sub\0ject: a\n\nab") }
    let endless = String(repeating: "X-A: b\n", count: 700_000)
    #expect(throws: MessageFault.longHeader(limit: 4_194_304)) {
      var reader = HandedMessageReader()
      try reader.take(Array(endless.utf8))
    }
  }
}
