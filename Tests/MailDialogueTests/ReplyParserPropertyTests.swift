import MailDialogue
import TestSupport
import Testing

@Suite struct ReplyParserPropertyTests {
  private static let pieces: [[UInt8]] = [
    Array("250 ".utf8), Array("250-".utf8), Array("250".utf8), Array("535-5.7.8 ".utf8),
    Array("\r\n".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("\r".utf8), Array("ok".utf8),
    Array("x #5.1.1".utf8), Array("+OK".utf8), Array("* OK".utf8), Array("2".utf8), [0x15, 0x03],
    [0xFF], [0x1B, 0x5B], [0xC2, 0x9B], [0x00], Array("5.999.999 é".utf8), Array("-".utf8),
  ]

  private func input(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    var choice = random.next()
    for _ in 0...(choice & 3) {
      choice >>= 3
      bytes += Self.pieces[Int(truncatingIfNeeded: choice & 0xFF) % Self.pieces.count]
      choice >>= 5
    }
    return bytes
  }

  private func isClean(_ item: ReplyParser.Item) -> Bool {
    switch item {
    case .reply(let reply):
      (200...599).contains(reply.code)
        && !reply.lines.contains { $0.utf8.contains { $0 < 0x20 } }
    case .wrongService(_, let line), .malformed(let line):
      !line.utf8.contains { $0 < 0x20 }
    case .endless: false
    }
  }

  /// 200,000 inputs in two halves, which run side by side and let other tests have their turn.
  @Test(arguments: [1, 2] as [UInt64])
  func `any split of any bytes gives the same, clean items`(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    for count in 0..<100_000 {
      if count.isMultiple(of: 1000) { await Task.yield() }
      let bytes = input(&random)
      var whole = ReplyParser()
      let items = whole.feed(bytes)
      var halves = ReplyParser()
      let cut = random.below(bytes.count + 1)
      let split = halves.feed(bytes[..<cut]) + halves.feed(bytes[cut...])
      guard items == split, items.allSatisfy(isClean) else {
        Issue.record("\(bytes) cut at \(cut): \(items) or \(split)")
        return
      }
    }
  }

  @Test func `byte by byte is the same as all at once`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<10_000 {
      let bytes = input(&random)
      var whole = ReplyParser()
      var single = ReplyParser()
      let items = whole.feed(bytes)
      guard items == bytes.flatMap({ single.feed([$0]) }) else {
        Issue.record("\(bytes)")
        return
      }
    }
  }
}
