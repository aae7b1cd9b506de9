import Testing

@testable import ServerTrust

@Suite struct CertificateFingerprintTests {
  private static let pair = "AB"
  private static let whole = Array(repeating: pair, count: 32).joined(separator: ":")

  @Test(arguments: [
    whole, whole.lowercased(), whole.filter { $0 != ":" },
    whole.lowercased().filter { $0 != ":" }, " \(whole)\n",
    "sha256 Fingerprint=\(whole)", whole.split(separator: ":").joined(separator: " "),
  ])
  func `a fingerprint is read with and without colons in either case`(typed: String) throws {
    #expect(try CertificateFingerprint(typed: typed).text == Self.whole)
  }

  @Test(arguments: [
    ("", 0), ("AB:CD", 4), (String(whole.dropLast(6)), 60), (whole + ":AB", 66),
    (String(repeating: "0", count: 40), 40), (String(repeating: "0", count: 32), 32),
  ])
  func `another number of digits is told`(typed: String, digits: Int) {
    #expect(throws: ImportRefusal.notAFingerprint(typed, digits: digits)) {
      try CertificateFingerprint(typed: typed)
    }
  }

  @Test(arguments: ["yes", "0x" + whole, "ＡＢ" + whole.dropFirst(2), "\u{1b}[31m"])
  func `other characters than hexadecimal digits are refused`(typed: String) throws {
    let refusal = try #require(throws: ImportRefusal.self) {
      try CertificateFingerprint(typed: typed)
    }
    #expect(refusal.sentence.contains("There is something else in"))
    #expect(!refusal.sentence.contains("\u{1b}"))
  }

  @Test func `a SHA-1 fingerprint is called by its name`() throws {
    let refusal = try #require(throws: ImportRefusal.self) {
      try CertificateFingerprint(typed: Array(repeating: "0A", count: 20).joined(separator: ":"))
    }
    #expect(
      refusal.sentence == "That has 40 digits, so it is a SHA-1 fingerprint. A SHA-256 fingerprint "
        + "is needed: 64 hexadecimal digits, with or without colons.")
  }
}
