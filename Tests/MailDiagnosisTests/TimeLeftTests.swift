import MailDiagnosis
import Testing

/// How long a certificate is valid yet, in the calendar's days.
@Suite struct TimeLeftTests {
  private let day: Int64 = 86_400
  /// 2024-05-13 noon.
  private let now: Int64 = 1_715_601_600

  private func details(until end: Int64) -> CertificateDetails {
    CertificateDetails(
      subject: "mx.example.com", issuer: "Example CA", names: [], notBefore: 0, notAfter: end,
      key: "", signature: "", sha256: "", isCA: false, pem: "")
  }

  @Test(
    arguments: [
      (61 * 86_400, "61 days left"), (86_400, "1 day left"), (12 * 3_600, "1 day left"),
      (3_600, "expires today"), (-60, "expired today"), (-86_400, "expired 1 day ago"),
      (-12 * 86_400, "expired 12 days ago"),
    ] as [(Int64, String)])
  func `it is told by the calendar`(seconds: Int64, words: String) {
    #expect(details(until: now + seconds).timeLeft(now: now) == words)
    #expect(details(until: now + seconds).validity(now: now).hasSuffix(words))
  }
}
