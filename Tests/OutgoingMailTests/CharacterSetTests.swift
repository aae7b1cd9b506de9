import Foundation
import OutgoingMail
import TestSupport
import Testing

/// Every character set through a real server, read back by two parsers that are not ours.
@Suite struct CharacterSetTests {
  static let postfix = Shared { try PostfixServer() }

  struct Sample: Sendable, CustomTestStringConvertible {
    let encoding: String
    let name: String
    let subject: String
    let body: String

    init(_ encoding: String, _ name: String, _ subject: String, _ body: String) {
      (self.encoding, self.name) = (encoding, name)
      (self.subject, self.body) = (subject, body)
    }

    /// Encode::HanExtra has only the two bytes of GB18030, not the four of what is beyond.
    var perlReads: Bool {
      encoding != "GB18030"
        || !(name + subject + body).unicodeScalars.contains { $0.value > 0xFFFF }
    }

    var testDescription: String { "\(encoding): \(subject.prefix(20))" }
  }

  static let samples: [Sample] = [
    Sample(
      "UTF-8", "Jörg \"der\" Müller\\x", "Grüße – 日本語 😀 и ещё",
      "Zeile ä\n.\nFrom x\n\nZeile ß 👩‍👩‍👧 e\u{301}\n"),
    Sample("US-ASCII", "Bob, the \"builder\"", "Plain = text? yes; =?no?=", "a\n..b\n"),
    Sample("ISO-8859-1", "Jörg Müller", "Grüße aus Köln", "äöüß éè\n"),
    Sample("ISO-8859-2", "Łukasz Żółw", "Zażółć gęślą jaźń", "ąćęłńóśźż\n"),
    Sample("ISO-8859-5", "Иван Петров", "Привет", "Текст письма\n"),
    Sample("ISO-8859-6", "محمد", "مرحبا", "نص الرسالة\n"),
    Sample("ISO-8859-7", "Γιώργος", "Καλημέρα", "Κείμενο\n"),
    Sample("ISO-8859-9", "Şükrü", "Günaydın", "ığşç\n"),
    Sample("ISO-8859-15", "Zoë", "Preis: 3 €", "œ Œ €\n"),
    Sample("windows-1250", "Łukasz", "Příliš žluťoučký", "kůň\n"),
    Sample("windows-1251", "Иван", "Съешь ещё", "этих мягких\n"),
    Sample("windows-1252", "Zoë", "“quoted” – € …", "‘a’ • ™\n"),
    Sample("windows-1253", "Γιώργος", "Καλημέρα", "Κείμενο\n"),
    Sample("KOI8-R", "Иван Петров", "Привет из Москвы", "Текст письма\n"),
    Sample("KOI8-U", "Їжак", "Привіт з Києва", "Ґанок, їжа, єдність\n"),
    Sample("Shift_JIS", "山田 太郎", "日本語の件名", "本文です。\nカタカナ\n"),
    Sample("ISO-2022-JP", "山田 太郎", "とても長い日本語の件名がここにあり、折り返されます", "本文です。\n二行目 abc 三\n"),
    Sample("EUC-JP", "山田 太郎", "日本語の件名", "本文です。\n"),
    Sample("GB18030", "张伟", "你好，世界 㐀", "正文内容\n"),
    Sample("GB2312", "张伟", "你好", "正文内容\n"),
    Sample("Big5", "陳大文", "您好", "正文內容\n"),
    Sample("EUC-KR", "김철수", "안녕하세요", "본문입니다\n"),
    Sample("ISO-8859-3", "Ĉapelo", "Ŝanĝo en ĥoro", "ĵaŭdo ħ\n"),
    Sample("ISO-8859-4", "Jānis Bērziņš", "Ačiū", "ķēķis ų\n"),
    Sample("ISO-8859-8", "דוד כהן", "שלום לכולם", "גוף ההודעה\n"),
    Sample("ISO-8859-10", "Þórður", "Sámi giella đ", "ŋ ŧ š\n"),
    Sample("ISO-8859-11", "สมชาย ใจดี", "สวัสดีครับ", "ข้อความ\n"),
    Sample("ISO-8859-13", "Jonas Žemaitis", "Ačiū", "„kabutės” ų\n"),
    Sample("ISO-8859-14", "Siôn Ŵyn", "Tŷ bach", "ẁ ẃ ŷ ḃ\n"),
    Sample("ISO-8859-16", "Ștefan Țepeș", "Mulțumesc", "5 € „ghilimele”\n"),
    Sample("windows-1254", "Şükrü", "Günaydın – 5 €", "ığşç\n"),
    Sample("windows-1255", "דוד כהן", "שלום – 5 ₪", "שָׁלוֹם\n"),
    Sample("windows-1256", "محمد", "مرحبا – 5 €", "پچژگ\n"),
    Sample("windows-1257", "Jānis Bērziņš", "Labdien – 5 €", "ķēķis\n"),
    Sample("windows-1258", "Nguyễn Văn Đức", "Xin chào các bạn", "Thư điện tử, 5 ₫\n"),
    Sample("TIS-620", "สมชาย ใจดี", "สวัสดีครับ", "ข้อความ\n"),
    Sample("GB18030", "张伟 😀", "表情 😀👍", "𠀀 😀\n"),
    Sample(
      "UTF-8", "Ame\u{301}lie \u{1100}\u{1161} n\u{303}\u{323}", "e\u{301} o\u{308}\u{304} ไม่",
      "a\u{30A}\u{301}\u{323}\n"),
    Sample("UTF-8", "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪", "👍🏽 ☃️ 🇨🇭", "😀\n"),
    Sample("UTF-8", "محمد \\ \"דוד\"", "مرحبا שלום Γειά", "한국어 Русский ไทย\n"),
    Sample(
      "UTF-8", String(repeating: "名", count: 85), String(repeating: "Größe ", count: 60),
      String(repeating: "ü", count: 3_000) + "\n"),
  ]

  @Test func `every set that the wizard offers is among them`() {
    let tried = Set(Self.samples.map(\.encoding))
    #expect(CharacterEncoding.offered.map(\.text).filter { !tried.contains($0) } == [])
  }

  @Test(arguments: samples)
  func `subject, names and text come back as they were`(sample: Sample) async throws {
    let server = try await Self.postfix.get()
    let folder = try TemporaryFolder(mode: 0o700)
    try Data(
      """
      protocol = "smtp"
      [system]
      name = '\(sample.name.contains("\"") ? "x" : "Server")'
      address = "app@example.org"
      [smtp]
      server = "127.0.0.1"
      port = \(server.port("plain"))
      [message]
      encoding = "\(sample.encoding)"
      """.utf8
    ).write(to: URL(fileURLWithPath: folder.file("postern.toml")))
    let outgoing = try OutgoingMail(home: folder.path)
    let index = try #require(
      Self.samples.firstIndex { $0.testDescription == sample.testDescription })
    let recipient = "charset\(index)@example.com"
    let mailbox = Mailbox(
      name: try DisplayName(typed: sample.name), address: try MailAddress(typed: recipient))
    let report = try await outgoing.send(
      MailMessage(
        from: Mailbox(outgoing.settings.systemAddress), to: [mailbox], subject: sample.subject,
        body: sample.body, encoding: outgoing.settings.encoding))
    #expect(report.outcome == .delivered, "\(report)")
    let mail = try #require(try await server.inbox(of: recipient).first)
    let python = try ParsedMail(mail)
    #expect(
      python.charset?.uppercased() == sample.encoding.uppercased() || sample.encoding == "US-ASCII")
    #expect(python.header("Subject") == sample.subject)
    // Python 3.11 keeps the spaces between the encoded words of a name; Perl's is whole.
    let name = try #require(python.mailboxes["to"]?.first?.name)
    #expect(name.replacing(" ", with: "") == sample.name.replacing(" ", with: ""))
    #expect(python.text.replacing("\r\n", with: "\n") == sample.body)
    #expect(python.defects.isEmpty, "\(python.defects)")
    #expect(
      String(decoding: mail, as: UTF8.self).split(separator: "\n").allSatisfy {
        $0.utf8.count <= 998
      })
    guard sample.perlReads else { return }
    let perl = try PerlMail(mail)
    #expect(perl.subject == sample.subject)
    #expect(perl.text == sample.body)
    let quoted = sample.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    #expect(perl.to.contains(sample.name) || perl.to.contains(quoted), "\(perl.to)")
  }

  @Test func `text that the character set cannot hold is named, and nothing is sent`() async throws
  {
    let folder = try TemporaryFolder(mode: 0o700)
    try Data(
      "[system]\naddress = \"a@example.org\"\n[smtp]\nserver = \"127.0.0.1\"\nport = 9\n[message]\nencoding = \"ISO-8859-1\"\n"
        .utf8
    ).write(to: URL(fileURLWithPath: folder.file("postern.toml")))
    let outgoing = try OutgoingMail(home: folder.path)
    let bob = Mailbox(address: try MailAddress(typed: "bob@example.com"))
    await #expect(throws: UnencodableText.self) {
      _ = try await outgoing.send(
        MailMessage(
          from: Mailbox(outgoing.settings.systemAddress), to: [bob], subject: "3 €", body: "",
          encoding: outgoing.settings.encoding))
    }
  }
}
