import MailDialogue
import MailSettings
import SystemAccess
import TestSupport
import Testing

@Suite struct LegacyTextTests {
  @Test func `bytes of no character set come through as something, free of controls`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let noise = (0...random.below(20)).map { _ in UInt8(random.below(255) + 1) }
        .filter { $0 != 0x0A && $0 != 0x0D }
      var parser = ReplyParser()
      guard case .reply(let reply) = parser.feed(Array("550 ".utf8) + noise + [0x0D, 0x0A]).first
      else {
        Issue.record("no reply: \(noise)")
        return
      }
      #expect(reply.text.printable() == reply.text)
    }
  }

  @Test func `a secret that is echoed in another character set is masked`() {
    let redactor = TranscriptRedactor(service: .smtp, secrets: [Secret("pässwörd")])
    for charset in ["CP1252", "CP1251", "KOI8-R", "CP1250", "UTF-8"] {
      let bytes = Array("pässwörd".unicodeScalars.compactMap { UInt8(exactly: $0.value) })
      let text = Iconv.convert(bytes, from: charset, to: "UTF-8").map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let text else { continue }
      let reply = redactor.redact(Reply(code: 535, lines: ["wrong: \(text)"]))
      #expect(reply.lines == ["wrong: \(TranscriptRedactor.mask)"])
    }
  }
}
