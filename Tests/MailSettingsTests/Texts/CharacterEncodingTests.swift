import MailSettings
import Testing

@Suite struct CharacterEncodingTests {
  @Test(arguments: [
    ("UTF-8", "☃ Ü", ""), ("US-ASCII", "Überwachung Ü ☃", "Ü☃"), ("ISO-8859-15", "5 €", ""),
    ("Shift_JIS", "監視 ¥", "¥"), ("ISO-2022-JP", "監視", ""), ("UTF-16", "☃", ""),
    ("CP949", "한국어 메일", ""), ("CP949", "뷁", "뷁"),
  ])
  func `what it cannot write is named`(name: String, text: String, missing: String) throws {
    #expect(String(try CharacterEncoding(typed: name).missing(in: text)) == missing)
  }

  @Test(arguments: [
    ("UTF8", "UTF-8"), ("utf-8", "UTF-8"), ("Utf_8", "UTF-8"), ("csUTF8", "UTF-8"),
    ("latin1", "ISO-8859-1"), ("Latin-9", "ISO-8859-15"), ("latin5", "ISO-8859-9"),
    ("l1", "ISO-8859-1"), ("ISO8859-15", "ISO-8859-15"), ("iso_8859-1", "ISO-8859-1"),
    ("ISO_8859-1:1987", "ISO-8859-1"), ("8859-2", "ISO-8859-2"), ("csISOLatin1", "ISO-8859-1"),
    ("iso-8859-11", "ISO-8859-11"), ("cp1252", "windows-1252"), ("WINDOWS-1251", "windows-1251"),
    ("win1250", "windows-1250"), ("sjis", "Shift_JIS"), ("shift-jis", "Shift_JIS"),
    ("cp932", "windows-31J"), ("iso-2022-jp", "ISO-2022-JP"), ("eucjp", "EUC-JP"),
    ("ascii", "US-ASCII"), ("koi8r", "KOI8-R"), ("gb18030", "GB18030"), ("euc-cn", "GB2312"),
    ("gbk", "GBK"), ("big5", "Big5"), ("EUCKR", "EUC-KR"), ("tis-620", "TIS-620"),
    ("utf16", "UTF-16"), ("ibm850", "IBM850"), ("cp950", "Big5"), ("MS932", "windows-31J"),
    // Windows' set for Korean has no name at IANA.
    ("CP949", "EUC-KR"), ("uhc", "EUC-KR"), ("MSCP949", "EUC-KR"), ("ms949", "EUC-KR"),
    ("windows-949", "EUC-KR"), ("ks_c_5601-1987", "EUC-KR"), ("KSC_5601", "EUC-KR"),
    ("korean", "EUC-KR"),
  ])
  func `a name or an alias is written as its IANA name`(text: String, name: String) throws {
    #expect(try CharacterEncoding(typed: text).text == name)
  }

  @Test(arguments: [
    "nonsense", "ISO-8859-12", "ISO-8859-17", "windows-1259", "latin11", "UTF-8//TRANSLIT", "/",
    "utf 8", "ütf-8", "-", "UTF-8\u{301}", String(repeating: "a", count: 41),
  ])
  func `what iconv does not know is no encoding`(text: String) {
    #expect(Entry<CharacterEncoding>(text).problem == .unknownEncoding(text))
  }

  @Test(arguments: CharacterEncoding.offered)
  func `every offered encoding is known, keeps its name and is legal in mails`(
    encoding: CharacterEncoding
  ) throws {
    #expect(try CharacterEncoding(typed: encoding.text) == encoding)
    #expect(encoding.isLegalInMail)
    #expect(encoding.forMail == encoding)
  }

  @Test(arguments: ["UTF-16", "UTF-16LE", "UTF-32", "UCS-2", "UTF-7", "EBCDIC-US", "IBM037"])
  func `an encoding whose line ends are not CR LF is accepted and sent as UTF-8`(
    text: String
  ) throws {
    let encoding = try CharacterEncoding(typed: text)
    #expect(!encoding.isLegalInMail)
    #expect(encoding.forMail == .utf8)
  }

  @Test(arguments: ["IBM850", "ISO-2022-KR", "Big5-HKSCS", "VISCII", "macintosh"])
  func `an encoding that nobody offers is legal when it extends ASCII`(text: String) throws {
    #expect(try CharacterEncoding(typed: text).isLegalInMail)
  }
}
