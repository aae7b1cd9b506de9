import TestSupport

/// Makes wrong and odd TOML out of right one, the same for the same seed.
struct TOMLMutator {
  private var random: SeededGenerator
  private let seeds: [[UInt8]]

  init(seed: UInt64, seeds: [String]) {
    random = SeededGenerator(seed: seed)
    self.seeds = seeds.map { Array($0.utf8) }
  }

  /// Pieces of grammar, right and wrong, that are put into a document.
  private static let pieces = [
    "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "\"", "'", "\"\"\"", "'''", "\\", "\n",
    "\r\n", "\r", " ", "\t", "\0", "\u{1}", "\u{7F}", "é", "𝄞", "\u{FEFF}", "\\u00E9", "\\uD800",
    "\\U00110000", "\\x41", "\\e", "_", "-", "+", "0", "1", "9", "0x", "0o7", "0b2", "1_000", "_1",
    "1__0", "00", "9223372036854775808", "-9223372036854775809", "1e5", "1.e5", ".5", "5.", "1e999",
    "inf", "-nan", "true", "flase", "1979-05-27", "1979-02-30", "0000-00-00", "9999-12-31",
    "07:32:00", "24:00:00", "23:59:60", "1979-05-27 07:32:00", "1979-05-27 1",
    "1979-05-27T07:32:00.5+25:00", "1979-05-27T07:32:00-00:60", "07:32:00.123456789123456789",
    "a = 1\n", "[smtp]\n", "[[smtp]]\n", "[smtp.port]\n", "smtp.port = 25\n", "smtp = {}\n",
    "a.b.c = {d.e = [1, {f = 2}]}\n", "[,a]", "[[#]]", "[é]", "b = [1, }", "{a = 1,}",
    "[\n#x\n1,\n]", "\"a\".'b' = \"\"\n", "[a.\"\"]\n", "x = \"\"\"\\\n  y\"\"\"\"\"\n",
    "version = 2\n", "\u{85}", "\u{2028}", "\u{A0}",
  ].map { Array($0.utf8) }

  mutating func next() -> [UInt8] {
    var bytes = random.pick(seeds)
    for _ in 0...random.below(4) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = random.below(bytes.count + 1)
    let end = min(bytes.count, place + random.below(12))
    switch random.below(8) {
    case 0: bytes.insert(contentsOf: random.pick(Self.pieces), at: place)
    case 1: bytes.replaceSubrange(place..<end, with: random.pick(Self.pieces))
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
    case 4: bytes = Array(bytes.prefix(place))
    case 5: bytes = Array(bytes.prefix(place)) + Array(random.pick(seeds).suffix(random.below(80)))
    case 6: bytes = random.pick(Self.pieces) + random.pick(Self.pieces) + random.pick(Self.pieces)
    default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
    }
  }
}
