/// Text that is safe to stand in a header.
///
/// Each run of control characters becomes one space. So a CR LF in a subject or a name, however it
/// came there, can't begin another header, and a pasted line end is no error.
struct HeaderText: Equatable {
  let text: String

  init(_ raw: String) {
    var scalars = String.UnicodeScalarView()
    var isInRun = false
    for scalar in raw.unicodeScalars {
      let isControl = Self.isControl(scalar)
      if !isControl { scalars.append(scalar) } else if !isInRun { scalars.append(" ") }
      isInRun = isControl
    }
    text = String(scalars)
  }

  /// C0, DEL, C1, and the line and paragraph separators.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}
