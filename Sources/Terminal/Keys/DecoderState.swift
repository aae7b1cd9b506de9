/// Within what a decoder is.
enum DecoderState: Equatable {
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
  /// Within the bytes of one character.
  case scalar(length: Int)
  /// Within a report of the mouse: so many bytes to come.
  case mouse(Int)
  case paste

  /// How long a silence ends it: short for a lone Escape, which a person waits for.
  ///
  /// Sequences are sent in one go, but a slow line may tear them apart.
  var patience: Duration? {
    switch self {
    case .ground: nil
    case .escape: .milliseconds(40)
    case .afterEscape: .milliseconds(500)
    case .control, .shift, .string, .stringEscape, .scalar, .mouse: .milliseconds(250)
    case .paste: .seconds(2)
    }
  }
}
