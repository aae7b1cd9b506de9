internal import Forms

/// What a person did at the keyboard.
enum TypedInput: Equatable {
  case key(Key)
  case paste(String)
}

/// Turns the bytes of a terminal into keys and pastes.
///
/// Pure: the caller reads the bytes and the clock. Follows ECMA-48 (section 5.4, control sequences;
/// 5.6, control strings), so that a sequence unknown here is passed over whole and never typed into
/// a field; the keys in it are those of xterm's ctlseqs, rxvt, the Linux console and terminfo.
struct KeyDecoder {
  private let charset: Charset
  private let known: [[UInt8]: Key]
  private var state = DecoderState.ground
  /// What has come since ESC, or of a character.
  private var collected: [UInt8] = []
  private var isAlt = false
  private var pasted = PasteBuffer()
  private var output: [TypedInput] = []

  /// A decoder that knows the sequences of terminfo beside the usual ones.
  init(charset: Charset = .utf8, known: [[UInt8]: Key] = [:]) {
    self.charset = charset
    self.known = known
  }

  /// How long a silence ends what has begun; nil when nothing has begun.
  var patience: Duration? { state.patience }

  /// Takes bytes as they came.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [TypedInput] {
    for byte in bytes { take(byte) }
    return flush()
  }

  /// Ends what has begun, after a silence of `patience`.
  mutating func silence() -> [TypedInput] {
    switch state {
    case .ground, .mouse, .afterEscape: break
    case .escape:
      emit(.escape)
      state = .afterEscape
      return flush()
    case .control, .shift, .string:
      // ESC [ and nothing more is Alt-[ typed by a person; more than that is a broken sequence.
      if collected.count == 2 { emit(.alt(Character(Unicode.Scalar(collected[1])))) }
    case .stringEscape: emit(.escape)
    case .scalar: emit(scalar: Charset.replacement)
    case .paste: finishPaste()
    }
    state = .ground
    return flush()
  }

  private mutating func flush() -> [TypedInput] {
    defer { output = [] }
    return output
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape: escape(byte)
    case .afterEscape: afterEscape(byte)
    case .control: control(byte)
    case .shift: shift(byte)
    case .string: string(byte)
    case .stringEscape: stringEscape(byte)
    case .scalar(let length): scalar(byte, length: length)
    case .mouse(let left): state = left > 1 ? .mouse(left - 1) : .ground
    case .paste: if pasted.append(byte) { finishPaste() }
    }
  }

  // MARK: States

  private mutating func ground(_ byte: UInt8) {
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

  private mutating func escape(_ byte: UInt8) {
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

  private mutating func afterEscape(_ byte: UInt8) {
    guard (0x30...0x39).contains(byte) else { return ground(byte) }
    state = .ground
    emit(.escaped(Character(Unicode.Scalar(byte))))
  }

  private mutating func control(_ byte: UInt8) {
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

  private mutating func shift(_ byte: UInt8) {
    guard byte >= 0x20 else { return abandon(byte) }
    if collected.count < Self.longest { collected.append(byte) }
    if finishIfKnown() { return }
    // Some terminals put the modifier between: ESC O 5 P.
    if (0x30...0x3B).contains(byte) { return }
    state = .ground
    if let key = KeySequences.key(shift: byte) { emit(key) }
  }

  private mutating func string(_ byte: UInt8) {
    switch byte {
    case 0x07, 0x18, 0x1A: state = .ground
    case 0x1B: state = .stringEscape
    default: if collected.count < Self.longest { collected.append(byte) }
    }
  }

  private mutating func stringEscape(_ byte: UInt8) {
    state = .ground
    guard byte != UInt8(ascii: "\\") else { return }
    collected = [0x1B]
    state = .escape
    escape(byte)
  }

  private mutating func scalar(_ byte: UInt8, length: Int) {
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

  // MARK: Ends

  /// A control character within a sequence breaks it off and counts itself.
  private mutating func abandon(_ byte: UInt8) {
    state = .ground
    if byte != 0x18, byte != 0x1A { ground(byte) }
  }

  private mutating func finishIfKnown() -> Bool {
    guard let key = known[collected] else { return false }
    state = .ground
    emit(key)
    return true
  }

  private mutating func finish() {
    state = .ground
    let body = Array(collected.dropFirst(2))
    if body == PasteBuffer.begin {
      state = .paste
      pasted = PasteBuffer()
    } else if let key = KeySequences.key(control: body) {
      emit(key)
    }
  }

  private mutating func finishPaste() {
    state = .ground
    output.append(.paste(pasted.text(charset)))
    pasted = PasteBuffer()
  }

  private mutating func emit(_ key: Key) {
    isAlt = false
    output.append(.key(key))
  }

  private mutating func emit(scalar: Unicode.Scalar) {
    let alt = isAlt
    isAlt = false
    guard scalar.properties.generalCategory != .control else { return }
    emit(alt ? .alt(Character(scalar)) : .character(Character(scalar)))
  }

  /// No sequence of a key is as long; the rest of a longer one is passed over uncollected.
  private static let longest = 64
}
