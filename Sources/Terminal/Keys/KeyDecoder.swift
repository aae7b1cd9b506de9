internal import Forms

/// What a person did at the keyboard.
enum TypedInput: Equatable {
  case key(Key)
  case paste(String)
}

/// Turns the bytes of a terminal into keys and pastes.
///
/// Pure: the caller reads the bytes and the clock. Follows ECMA-48 (section 5.4, control sequences;
/// 5.6, control strings), so that an unknown sequence is skipped as a whole and never typed into a
/// field. The known keys are those of xterm's ctlseqs, rxvt, the Linux console and terminfo.
struct KeyDecoder {
  let charset: Charset
  let known: [[UInt8]: Key]
  var state = DecoderState.ground
  /// The bytes since ESC, or those of a character so far.
  var collected: [UInt8] = []
  var isAlt = false
  var pasted = PasteBuffer()
  private var output: [TypedInput] = []

  /// A decoder that knows these sequences of terminfo besides the usual ones.
  init(charset: Charset = .utf8, known: [[UInt8]: Key] = [:]) {
    self.charset = charset
    self.known = known
  }

  /// How long without a byte ends what has begun; nil when nothing has.
  var silenceLimit: Duration? { state.silenceLimit }

  /// Takes the bytes that have come, and returns what they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [TypedInput] {
    for byte in bytes { take(byte) }
    return flush()
  }

  /// Ends what has begun, once `silenceLimit` has passed without a byte.
  mutating func endBySilence() -> [TypedInput] {
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
    case .mouse(let remaining): state = remaining > 1 ? .mouse(remaining - 1) : .ground
    case .paste: if pasted.append(byte) { finishPaste() }
    }
  }

  /// A control character within a sequence ends it and is read by itself; CAN and SUB only end it.
  mutating func abandon(_ byte: UInt8) {
    state = .ground
    if byte != 0x18, byte != 0x1A { ground(byte) }
  }

  mutating func finishIfKnown() -> Bool {
    guard let key = known[collected] else { return false }
    state = .ground
    emit(key)
    return true
  }

  mutating func finish() {
    state = .ground
    let body = Array(collected.dropFirst(2))
    if body == PasteBuffer.begin {
      state = .paste
      pasted = PasteBuffer()
    } else if let key = KeySequences.key(control: body) {
      emit(key)
    }
  }

  mutating func finishPaste() {
    state = .ground
    output.append(.paste(pasted.text(charset)))
    pasted = PasteBuffer()
  }

  mutating func emit(_ key: Key) {
    isAlt = false
    output.append(.key(key))
  }

  mutating func emit(scalar: Unicode.Scalar) {
    let alt = isAlt
    isAlt = false
    guard scalar.properties.generalCategory != .control else { return }
    emit(alt ? .alt(Character(scalar)) : .character(Character(scalar)))
  }

  /// No key's sequence is as long, in bytes; the rest of a longer one is skipped.
  static let longest = 64
}
