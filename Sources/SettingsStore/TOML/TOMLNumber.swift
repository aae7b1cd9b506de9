/// TOML's integers and floats.
enum TOMLNumber {
  /// Whether a word is a number that TOML can write, and an integer one of 64 bits.
  static func isOne(_ word: ArraySlice<UInt8>) -> Bool {
    isInteger(word) || isFloat(unsigned(word))
  }

  private static func isInteger(_ word: ArraySlice<UInt8>) -> Bool {
    let body = unsigned(word)
    let isRadix = word.count > 2 && word.first == UInt8(ascii: "0") && !isDigits(word)
    let digits = isRadix ? word.dropFirst(2) : body
    guard isDigits(digits, where: { $0.isDigit || (isRadix && $0.isHexLetter) }),
      isRadix || hasNoLeadingZero(body)
    else { return false }
    return TOMLInteger.decimal(String(decoding: word, as: UTF8.self)) != nil
  }

  private static func isFloat(_ body: ArraySlice<UInt8>) -> Bool {
    if body.elementsEqual("inf".utf8) || body.elementsEqual("nan".utf8) { return true }
    let parts = body.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 | 0x20 == 0x65 })
    let numbers = parts[0].split(
      separator: Byte.dot, maxSplits: 1, omittingEmptySubsequences: false)
    let exponent = parts.dropFirst().first
    guard numbers.count == 2 || exponent != nil else { return false }
    return isDigits(numbers[0]) && hasNoLeadingZero(numbers[0])
      && (numbers.dropFirst().first.map { isDigits($0) } ?? true)
      && (exponent.map { isDigits(unsigned($0)) } ?? true)
  }

  private static func unsigned(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-") ? word.dropFirst() : word
  }

  private static func hasNoLeadingZero(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 1 || digits.first != UInt8(ascii: "0")
  }

  /// Digits with single underscores between them.
  private static func isDigits(
    _ word: ArraySlice<UInt8>, where isDigit: (UInt8) -> Bool = \.isDigit
  ) -> Bool {
    word.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }
}

extension UInt8 {
  fileprivate var isHexLetter: Bool { (0x61...0x66).contains(self | 0x20) }
}
