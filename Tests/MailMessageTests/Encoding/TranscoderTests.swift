import MailSettings
import Testing

@testable import MailMessage

struct TranscoderTests {
  private func missing(_ text: String, in charset: String) throws -> [Character] {
    let transcoder = try Samples.transcoder(charset)
    do throws(UnencodableText) {
      _ = try transcoder.encode(text, in: .body)
      return []
    } catch {
      return error.characters
    }
  }

  @Test(arguments: [
    ("ISO-8859-15", "€", [0xA4]), ("windows-1252", "€", [0x80]), ("KOI8-R", "Я", [0xF1]),
    ("Shift_JIS", "表\\", [0x95, 0x5C, 0x5C]), ("UTF-8", "é", [0xC3, 0xA9]),
    ("ISO-2022-JP", "日", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42]),
  ])
  func `text becomes the bytes of the set`(charset: String, text: String, bytes: [UInt8]) throws {
    #expect(try Samples.transcoder(charset).encode(text, in: .body) == bytes)
  }

  @Test(arguments: [
    ("ISO-8859-1", "5 € für 日本 und 日", ["€", "日", "本"]), ("US-ASCII", "ü", ["ü"]),
    ("ISO-2022-JP", "①ｶﾅ日本", ["①", "ｶ", "ﾅ"]), ("KOI8-R", "👩‍👩‍👧‍👦!", ["👩‍👩‍👧‍👦"]),
    ("EUC-JP", "日\u{E0067}", ["日\u{E0067}"]),
    ("Shift_JIS", "¥100‾", ["¥", "‾"]), ("EUC-JP", "¥", ["¥"]),
  ])
  func `characters that the set lacks are named, each once`(
    charset: String, text: String, characters: [Character]
  ) throws {
    #expect(try missing(text, in: charset) == characters)
  }

  @Test(arguments: ["UTF-16", "UTF-7", "EBCDIC-US", "CP037", "ISO646-DE", "ISO_6937:1992"])
  func `a set that can't be mailed gives way to UTF-8`(name: String) throws {
    #expect(try Samples.transcoder(name).charset == .utf8)
  }

  @Test func `every offered set is used under its own name`() {
    for encoding in CharacterEncoding.offered {
      #expect(Transcoder(encoding).charset == encoding)
    }
  }

  @Test func `ASCII stays ASCII in every offered set`() throws {
    let ascii = String(decoding: Array(UInt8(0x20)...0x7E), as: UTF8.self)
    for encoding in CharacterEncoding.offered {
      #expect(try Transcoder(encoding).encode(ascii, in: .body) == Array(ascii.utf8))
    }
  }
}
