internal import MailSettings
internal import SystemAccess

/// Decodes text of servers that do not write UTF-8, in the character set that fits best.
///
/// SMTP replies should be ASCII or UTF-8 (RFC 5321, 6531), but some providers answer in GBK, and
/// some administrators translate replies. A guess may be wrong: the text is only shown and searched
/// for known words.
enum LegacyText {
  /// Decodes the lines of one reply, which share a character set.
  static func decode(_ lines: [[UInt8]]) -> [String] {
    let all = Array(lines.joined(separator: [0x0A]))
    guard !isMostlyUTF8(all) || isISO2022JP(all) else {
      return lines.map { String(decoding: $0, as: UTF8.self) }
    }
    let charset = guess(all)
    return lines.map { line in
      charset.flatMap { Iconv.convert(line, from: $0, to: "UTF-8") }
        .map { String(decoding: $0, as: UTF8.self) } ?? latin(line)
    }
  }

  /// Decodes one line.
  static func decode(_ line: some Collection<UInt8>) -> String { decode([Array(line)])[0] }

  /// Whether it is UTF-8 but for a few broken bytes.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    let others = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { !$0.isASCII }
    return others.count { $0 == "\u{FFFD}" } * 2 <= others.count
  }

  /// Whether it has the escape sequence into two-byte characters (RFC 1468).
  private static func isISO2022JP(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0x1B)
      && bytes.indices.dropLast(2).contains {
        bytes[$0] == 0x1B && bytes[$0 + 1] == 0x24 && [0x40, 0x42].contains(bytes[$0 + 2])
      }
  }

  /// The character set in which most characters are common ones; nil for Western European text.
  private static func guess(_ bytes: [UInt8]) -> String? {
    if isISO2022JP(bytes) { return "ISO-2022-JP" }
    if isMostlyASCII(bytes) { return isCentralEuropean(bytes) ? "CP1250" : nil }
    let scores = candidates.compactMap { candidate in
      Iconv.convert(bytes, from: candidate.charset, to: "UTF-8").map { text in
        (candidate.charset, candidate.share(String(decoding: text, as: UTF8.self)))
      }
    }
    return scores.filter { $0.1 > 0.5 }.max { $0.1 < $1.1 }?.0
  }

  private struct Candidate: Sendable {
    let charset: String
    /// Whether a character outside ASCII is common in this set's languages.
    let isUsual: @Sendable (Unicode.Scalar) -> Bool
    /// How much common characters count; less for sets that others can be mistaken for.
    var weight = 1.0

    func share(_ text: String) -> Double {
      let others = text.unicodeScalars.filter { !$0.isASCII }
      let usual = others.count(where: isUsual)
      return others.isEmpty ? 0 : weight * Double(usual) / Double(others.count)
    }
  }

  private static let candidates: [Candidate] = [
    Candidate(charset: "GB18030", isUsual: { simplified.contains($0) }, weight: 1.6),
    Candidate(charset: "BIG5", isUsual: { traditional.contains($0) }, weight: 1.6),
    Candidate(charset: "EUC-KR", isUsual: { (0xAC00...0xD7A3).contains($0.value) }, weight: 0.9),
    Candidate(charset: "EUC-JP", isUsual: { (0x3040...0x30FF).contains($0.value) }, weight: 2),
    Candidate(charset: "SHIFT_JIS", isUsual: { (0x3040...0x30FF).contains($0.value) }, weight: 2),
    Candidate(charset: "CP1251", isUsual: { (0x430...0x44F).contains($0.value) }),
    Candidate(charset: "KOI8-R", isUsual: { (0x430...0x44F).contains($0.value) }),
  ]

  /// The commonest characters of Chinese and of mail servers' replies in it.
  private static let simplified = Set(
    """
    的一是不了在有和人中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经
    十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正
    用户名邮件箱密码错误登录登陆验证失败授权请稍后再试服务器发送认证确认帐号账号不正限超过频率拒绝系统繁忙已锁定权无未启客端专垃圾容连接收址域存设置独立检查禁止被满额度信誉黑单查看帮助
    """.unicodeScalars)

  private static let traditional = Set(
    """
    的一是不了在有和人中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經
    用戶名郵件箱密碼錯誤登錄登入驗證失敗授權請稍後再試伺服器發送寄認證確帳號不正限超過頻率拒絕系統繁忙已鎖定權無未啟客端專垃圾容連接收址域存設置獨立檢查禁止被滿額度信譽黑單看幫助使者此
    """.unicodeScalars)

  /// The sets that have one byte for each character.
  static let singleByteCharsets = ["CP1250", "CP1251", "CP1252", "KOI8-R"]

  /// Whether it is mostly ASCII: accented letters stand alone among ASCII letters, those of other
  /// scripts together.
  private static func isMostlyASCII(_ bytes: [UInt8]) -> Bool {
    let runs = bytes.split { $0 < 0x80 }
    let high = runs.reduce(0) { $0 + $1.count }
    return Double(high) / Double(max(1, runs.count)) < 1.6
  }

  /// Whether it has bytes that are letters of Polish, Czech and the like, but signs in Western
  /// sets.
  private static func isCentralEuropean(_ bytes: [UInt8]) -> Bool {
    bytes.contains { [0xB3, 0xB9, 0xBF, 0x9C, 0x9F, 0xBE, 0x9E, 0x9A].contains($0) }
  }

  /// Reads Windows-1252, or Latin-1 where it lacks one of the bytes, so that none is lost.
  private static func latin(_ bytes: [UInt8]) -> String {
    let text = Iconv.convert(bytes, from: "CP1252", to: "UTF-8")
    if let text { return String(decoding: text, as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
