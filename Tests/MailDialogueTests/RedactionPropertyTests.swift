import Foundation
import MailDialogue
import MailSettings
import TestSupport
import SystemAccess
import Testing

@Suite struct RedactionPropertyTests {
  private static let letters = Array(
    "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&/=?+-_ äé\"\\")

  private func secret(_ random: inout SeededGenerator) -> String {
    String((0..<4 + random.below(28)).map { _ in random.pick(Self.letters) })
  }

  /// The secret as a server may echo it.
  private func echo(_ secret: String, _ random: inout SeededGenerator) -> String {
    let data = Data(secret.utf8)
    switch random.below(6) {
    case 0: return secret
    case 1: return String(secret.map { $0.isASCII ? Character($0.uppercased()) : $0 })
    case 2: return data.base64EncodedString()
    case 3: return (Data("\0ada\0".utf8) + data).base64EncodedString()
    case 4: return data.map { "%" + String($0, radix: 16).leftPadded }.joined()
    default: return (Data([random.pick([1, 65]), 66]) + data).base64EncodedString()
    }
  }

  /// A dialogue with the echo broken over lines.
  private func lines(
    _ echo: String, _ random: inout SeededGenerator
  ) -> [(TranscriptLine.Speaker, String)] {
    var lines: [(TranscriptLine.Speaker, String)] = []
    if random.below(3) == 0 { lines.append((.client, "AUTH PLAIN AGFkYQB4")) }
    let prefix = random.pick(["535-", "535-5.7.8 ", ""])
    var rest = Substring(echo)
    while !rest.isEmpty {
      let piece = rest.prefix(1 + random.below(rest.count))
      rest = rest.dropFirst(piece.count)
      lines.append((.server, prefix + piece))
      if random.below(8) == 0 { lines.append((.client, "NOOP")) }
    }
    return lines + [(.server, "535 end")]
  }

  /// Whether the secret, or its base64 at any alignment, is still in what the server says.
  private func survives(_ secret: String, in text: String) -> Bool {
    let text = text.filter { !$0.isWhitespace }
    let bare = secret.filter { !$0.isWhitespace }
    if text.lowercased().contains(bare.lowercased()) { return true }
    return (0...2).contains { alignment in
      let padded = Data(repeating: 0, count: alignment) + Data(secret.utf8)
      let whole = padded.base64EncodedString().prefix(padded.count * 8 / 6)
      return text.contains(whole.dropFirst(alignment == 0 ? 0 : alignment + 1))
    }
  }

  /// What the server says, without the codes of its replies.
  private func said(_ shown: [TranscriptLine]) -> String {
    shown.filter { $0.speaker == .server }.map { line in
      let text = line.text.hasPrefix("535") ? line.text.dropFirst(4) : line.text[...]
      return String(text.hasPrefix("5.7.8 ") ? text.dropFirst(6) : text)
    }.joined()
  }

  /// 20,000 dialogues in two halves, which run side by side and let other tests have their turn.
  @Test(arguments: [1, 2] as [UInt64])
  func `no secret survives an echo, in any spelling, however it is broken`(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    for count in 0..<10_000 {
      if count.isMultiple(of: 50) { await Task.yield() }
      let secret = secret(&random)
      guard secret.filter({ $0 != " " && $0 != "\\" }).utf8.count >= 4 else { continue }
      let lines = lines(echo(secret, &random), &random)
      var redactor = TranscriptRedactor(service: .smtp, secrets: [Secret(secret)])
      var shown: [TranscriptLine] = []
      for (speaker, text) in lines {
        shown += redactor.add(speaker, text.utf8, milliseconds: 0)
      }
      shown += redactor.finish()
      guard shown.count == lines.count, shown.map(\.speaker) == lines.map(\.0),
        !survives(secret, in: said(shown))
      else {
        Issue.record("\(secret) in \(lines) shown as \(shown.map(\.text))")
        return
      }
    }
  }

  @Test func `random bytes never crash and never show a control`() async {
    var random = SeededGenerator(seed: 4)
    for count in 0..<10_000 {
      if count.isMultiple(of: 50) { await Task.yield() }
      var redactor = TranscriptRedactor(
        service: random.pick([.smtp, .imap, .pop3]), secrets: [Secret("hunter2"), Secret("ab")])
      var shown: [TranscriptLine] = []
      for _ in 0...random.below(2) {
        let start = random.pick(["AUTH ", "A1 LOGIN ", "PASS ", "334 ", "+ ", "535-", "A1 NO ", ""])
        let bytes =
          Array(start.utf8)
          + (0..<random.below(8)).map { _ in
            UInt8(truncatingIfNeeded: random.next())
          }
        shown += redactor.add(random.pick([.client, .server, .note]), bytes, milliseconds: 0)
      }
      shown += redactor.finish()
      guard !shown.contains(where: { $0.text.contains(where: \.steersTerminal) }) else {
        Issue.record("\(shown)")
        return
      }
    }
  }
}

extension String {
  fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
