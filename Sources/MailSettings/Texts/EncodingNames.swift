/// The names of character sets: what IANA calls them and what people and programs call them.
enum EncodingNames {
  /// What the wizard offers, most useful first.
  static let offered =
    ["UTF-8", "US-ASCII"] + (1...16).filter { $0 != 12 }.map { "ISO-8859-\($0)" }
    + (1250...1258).map { "windows-\($0)" }
    + [
      "KOI8-R", "KOI8-U", "Shift_JIS", "ISO-2022-JP", "EUC-JP", "GB18030", "GB2312", "Big5",
      "EUC-KR", "TIS-620",
    ]

  /// The IANA name for a name in any case and punctuation, nil where this table has none.
  static func iana(_ typed: String) -> String? {
    // IANA's full names of the ISO parts end in a year: ISO_8859-1:1987.
    let folded = fold(typed.split(separator: ":").first.map(String.init) ?? typed)
    if let name = spelling[folded] ?? aliases[folded] { return name }
    if korean.contains(folded) { return "EUC-KR" }
    for prefix in ["windows", "cp", "win", "ms", "xcp", "cswindows"] {
      if let number = number(folded, behind: prefix), 1250...1258 ~= number {
        return "windows-\(number)"
      }
    }
    if let part = number(folded, behind: "iso8859") ?? number(folded, behind: "8859") {
      return spelling["iso8859\(part)"]
    }
    for prefix in ["latin", "l", "csisolatin"] {
      if let name = number(folded, behind: prefix).flatMap({ latin[$0] }) { return name }
    }
    return nil
  }

  private static func number(_ folded: String, behind prefix: String) -> Int? {
    folded.hasPrefix(prefix) ? Int(folded.dropFirst(prefix.count)) : nil
  }

  private static func fold(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static let others = [
    "UTF-7", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "GBK",
    "windows-31J", "windows-874", "EUC-TW", "Big5-HKSCS", "ISO-2022-KR", "ISO-2022-CN",
    "ISO-2022-JP-2", "VISCII", "macintosh",
  ]

  private static let spelling = Dictionary(
    uniqueKeysWithValues: (offered + others).map { (fold($0), $0) })

  /// Latin-N is not ISO-8859-N beyond 4 (RFC 1345).
  private static let latin = [
    1: 1, 2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16,
  ].mapValues { "ISO-8859-\($0)" }

  /// Names of Windows' Korean set, which IANA does not have. EUC-KR is its part that every program
  /// reads; what else is in it is read by few, under whatever name.
  private static let korean = [
    "uhc", "cp949", "ms949", "mscp949", "windows949", "xwindows949", "ksc56011987", "ksc56011989",
    "ksc5601", "csksc56011987", "isoir149", "korean",
  ]

  private static let aliases = [
    "utf": "UTF-8", "csutf8": "UTF-8", "unicode11utf8": "UTF-8",
    "ascii": "US-ASCII", "ansix341968": "US-ASCII", "iso646us": "US-ASCII", "csascii": "US-ASCII",
    "ibm819": "ISO-8859-1", "cp819": "ISO-8859-1", "isoir100": "ISO-8859-1",
    "cyrillic": "ISO-8859-5", "csisolatincyrillic": "ISO-8859-5", "arabic": "ISO-8859-6",
    "csisolatinarabic": "ISO-8859-6", "greek": "ISO-8859-7", "csisolatingreek": "ISO-8859-7",
    "hebrew": "ISO-8859-8", "csisolatinhebrew": "ISO-8859-8",
    "koi8": "KOI8-R", "cskoi8r": "KOI8-R", "cp874": "windows-874",
    "sjis": "Shift_JIS", "mskanji": "Shift_JIS", "csshiftjis": "Shift_JIS", "cp932": "windows-31J",
    "jis": "ISO-2022-JP", "csiso2022jp": "ISO-2022-JP", "ujis": "EUC-JP",
    "ms932": "windows-31J", "cswindows31j": "windows-31J",
    "cseucpkdfmtjapanese": "EUC-JP", "cp936": "GBK", "ms936": "GBK", "euccn": "GB2312",
    "csgb2312": "GB2312", "bigfive": "Big5", "cnbig5": "Big5", "csbig5": "Big5",
    "cseuckr": "EUC-KR", "cp950": "Big5", "ms950": "Big5", "windows950": "Big5",
  ]
}
