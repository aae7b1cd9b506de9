import Foundation
@testable import MailMessage
import MailSettings
import TestSupport
import Testing

/// Properties that hold for any text.
struct RandomTextTests {
  /// For each character set, some characters as Python writes them in it.
  private struct Repertoire: Decodable {
    let charset: String
    let characters: [String: String]
  }

  private func repertoires() throws -> [Repertoire] {
    let names = Samples.charsets.map { "'\($0)'" }.joined(separator: ",")
    let script = """
      import json, random, sys
      random.seed(15)
      codes = list(range(0x20, 0x7f)) + random.sample(
        [c for c in range(0xa0, 0x2fa00) if not 0xd800 <= c < 0xf900], 60000) + \\
        list(range(0xa0, 0x600)) + random.sample(range(0x3000, 0x9fff), 4000)
      # Names refuse what could steer a terminal: separators of lines, overrides of direction.
      steering = {*range(0x2028, 0x202f), *range(0x2066, 0x206a), 0xfeff, *range(0xfff9, 0xfffc)}
      codes = [c for c in codes if c not in steering]
      # Revisions of the standards differ here, so that readers do not agree either.
      disputed = {"GB18030": {0x1e3f, *range(0x9fb4, 0x9fbc), *range(0xfe10, 0xfe1a),
          0x20087, 0x20089, 0x200cc, 0x215d7, 0x2298f, 0x241fe},
        "Big5": {0xff0f, 0xff3c}, "EUC-KR": {0x3164}}
      result = []
      for name in (\(names)):
        table = {}
        for code in codes:
          if code in disputed.get(name, ()): continue
          c = chr(code)
          try: b = c.encode(name)
          except UnicodeEncodeError: continue
          if b.decode(name) == c: table[c] = b.hex()
        keys = random.sample(sorted(table), min(600, len(table)))
        result.append({"charset": name, "characters": {k: table[k] for k in keys}})
      json.dump(result, sys.stdout)
      """
    return try JSONDecoder().decode([Repertoire].self, from: PythonReader.run(script))
  }

  @Test func `random text in every set reads back the same`() throws {
    var written: [(charset: String, text: String, bytes: [UInt8])] = []
    var random = SeededGenerator(seed: 15)
    for repertoire in try repertoires() {
      let transcoder = try Samples.transcoder(repertoire.charset)
      // Python has more characters in some sets; where both have one, its bytes are the same.
      let ours = repertoire.characters.keys.sorted().filter { transcoder.bytes(of: $0) != nil }
      for character in ours {
        #expect(hex(transcoder.bytes(of: character)) == repertoire.characters[character])
      }
      #expect(ours.count >= repertoire.characters.count / 3, "\(repertoire.charset)")
      for _ in 0..<25 {
        let text = text(from: ours, &random)
        let name = String(text.prefix(20)).trimmingCharacters(in: .whitespaces)
        let message = try Samples.message(
          name: name, subject: text, body: "\(text)\n\n\(text) \nFrom \(text)\n.\n",
          encoding: repertoire.charset)
        written.append((repertoire.charset, text, try message.rendered()))
      }
    }
    let read = try PythonReader.read(written.map(\.bytes))
    for (mail, (charset, text, bytes)) in zip(read, written) {
      let name = String(text.prefix(20)).trimmingCharacters(in: .whitespaces)
      #expect(same(mail.subject, text), "\(charset)")
      #expect(same(mail.from.first?.name, name), "\(charset)")
      #expect(same(mail.body, "\(text)\n\n\(text) \nFrom \(text)\n.\n"), "\(charset)")
      #expect(mail.headers.count == 9)
      let lines = try #require(Samples.lines(bytes))
      #expect(lines.prefix { !$0.isEmpty }.allSatisfy { $0.utf8.count <= 78 })
    }
  }

  /// Words of random length, with a space at either end now and then.
  private func text(from pool: [String], _ random: inout SeededGenerator) -> String {
    let words = (0...random.below(12)).map { _ in
      (0..<random.below(31)).map { _ in random.pick(pool) }.joined()
    }
    return words.joined(separator: " ")
  }

  /// Scalar by scalar: `==` also takes other normal forms for equal.
  private func same(_ one: String?, _ other: String) -> Bool {
    one.map { $0.unicodeScalars.elementsEqual(other.unicodeScalars) } ?? false
  }

  private func hex(_ bytes: [UInt8]?) -> String? {
    bytes.map { $0.map { String(format: "%02x", $0) }.joined() }
  }
}
