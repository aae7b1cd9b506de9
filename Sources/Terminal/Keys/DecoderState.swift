/// What a decoder has read the beginning of.
enum DecoderState: Equatable {
  /// Nothing.
  case ground
  /// After ESC.
  case escape
  /// After an Escape that was passed on already; a digit now is passed on as `Key.escaped`.
  case afterEscape
  /// After ESC [.
  case control
  /// After ESC O.
  case shift
  /// Within a control string, such as a reply of the terminal: OSC, DCS, APC, PM, SOS.
  case string
  /// After ESC within a control string.
  case stringEscape
  /// Within the UTF-8 of one character, of so many bytes.
  case scalar(length: Int)
  /// Within a report of the mouse, of which so many bytes are still to come.
  case mouse(Int)
  case paste

  /// How long without a byte ends what has begun: short for a lone Escape, whose effect a person
  /// waits for; longer for sequences, which a slow line may split.
  var silenceLimit: Duration? {
    switch self {
    case .ground: nil
    case .escape: .milliseconds(40)
    case .afterEscape: .milliseconds(500)
    case .control, .shift, .string, .stringEscape, .scalar, .mouse: .milliseconds(250)
    case .paste: .seconds(2)
    }
  }
}
