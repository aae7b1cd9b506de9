/// Makes wrong and odd TOML out of right one, the same for the same seed.
struct TOMLMutator {
  private var generator: SplitMix
  private let seeds: [[UInt8]]

  init(seed: UInt64, seeds: [String]) {
    generator = SplitMix(state: seed)
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
    var bytes = pick(seeds)
    for _ in 0...below(4) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + below(12))
    switch below(8) {
    case 0: bytes.insert(contentsOf: pick(Self.pieces), at: place)
    case 1: bytes.replaceSubrange(place..<end, with: pick(Self.pieces))
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: below(bytes.count + 1))
    case 4: bytes = Array(bytes.prefix(place))
    case 5: bytes = Array(bytes.prefix(place)) + Array(pick(seeds).suffix(below(80)))
    case 6: bytes = pick(Self.pieces) + pick(Self.pieces) + pick(Self.pieces)
    default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: generator.next()) }
    }
  }

  private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  private mutating func pick(_ list: [[UInt8]]) -> [UInt8] { list[below(list.count)] }
}

/// SplitMix64: random numbers that come again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
