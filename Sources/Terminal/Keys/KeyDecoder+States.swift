internal import Forms

/// What a byte means in each state.
extension KeyDecoder {
  mutating func ground(_ byte: UInt8) {
    state = .ground
    if byte == 0x1B {
      state = .escape
      collected = [byte]
    } else if let key = known[[byte]] ?? KeySequences.key(control: byte) {
      emit(key)
    } else if let scalar = charset.scalar(byte) {
      emit(scalar: scalar)
    } else if let length = KeySequences.utf8Length(byte), charset == .utf8 {
      state = .scalar(length: length)
      collected = [byte]
    } else {
      emit(scalar: Charset.replacement)
    }
  }

  mutating func escape(_ byte: UInt8) {
    collected.append(byte)
    if finishIfKnown() { return }
    switch byte {
    case 0x1B:
      emit(.escape)
      collected = [byte]
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .shift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .string
    case 0x08, 0x7F:
      // Alt-Backspace deletes a word, as in every shell.
      state = .ground
      emit(.control("w"))
    case 0x00..<0x20:
      emit(.escape)
      ground(byte)
    default:
      isAlt = true
      ground(byte)
    }
  }

  mutating func afterEscape(_ byte: UInt8) {
    guard (0x30...0x39).contains(byte) else { return ground(byte) }
    state = .ground
    emit(.escaped(Character(Unicode.Scalar(byte))))
  }

  mutating func control(_ byte: UInt8) {
    guard byte >= 0x20 else { return abandon(byte) }
    if collected.count < Self.longest { collected.append(byte) }
    if finishIfKnown() { return }
    let body = collected.dropFirst(2)
    switch byte {
    case UInt8(ascii: "[") where body.count == 1: break  // the Linux console's F1 to F5
    case UInt8(ascii: "M") where body.count == 1: state = .mouse(3)
    case UInt8(ascii: "$") where KeySequences.isNumber(body.dropLast()): finish()  // rxvt
    case 0x40...0x7E: finish()
    default: break
    }
  }

  mutating func shift(_ byte: UInt8) {
    guard byte >= 0x20 else { return abandon(byte) }
    if collected.count < Self.longest { collected.append(byte) }
    if finishIfKnown() { return }
    // Some terminals put a modifier in between: ESC O 5 P.
    if (0x30...0x3B).contains(byte) { return }
    state = .ground
    if let key = KeySequences.key(shift: byte) { emit(key) }
  }

  mutating func string(_ byte: UInt8) {
    switch byte {
    case 0x07, 0x18, 0x1A: state = .ground
    case 0x1B: state = .stringEscape
    default: if collected.count < Self.longest { collected.append(byte) }
    }
  }

  mutating func stringEscape(_ byte: UInt8) {
    state = .ground
    guard byte != UInt8(ascii: "\\") else { return }
    collected = [0x1B]
    state = .escape
    escape(byte)
  }

  mutating func scalar(_ byte: UInt8, length: Int) {
    guard (0x80...0xBF).contains(byte) else {
      emit(scalar: Charset.replacement)
      return ground(byte)
    }
    collected.append(byte)
    guard collected.count == length else { return }
    state = .ground
    let scalars = charset.text(collected).unicodeScalars
    emit(scalar: scalars.count == 1 ? scalars.first ?? Charset.replacement : Charset.replacement)
  }
}
