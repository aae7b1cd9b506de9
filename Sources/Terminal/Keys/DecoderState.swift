/// What a decoder is in the middle of.
enum DecoderState: Equatable {
  /// Nothing.
  case ground
  /// After ESC.
  case escape
  /// After an Escape that was passed on already; a digit now makes an Alt key of it.
  case afterEscape
  /// After ESC [.
  case control
  /// After ESC O.
  case shift
  /// Within a reply of the terminal: OSC, DCS, APC, PM, SOS.
  case string
  /// After ESC within such a reply.
  case stringEscape
  /// Within the bytes of one character in UTF-8.
  case scalar(length: Int)
  /// Within a report of the mouse, of which so many bytes are still to come.
  case mouse(Int)
  case paste

  /// The silence after which nothing more is expected: short for a lone Escape, whose effect a
  /// person waits for; longer for sequences, which a slow line may tear apart.
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
