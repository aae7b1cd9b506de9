internal import Forms

/// How a style looks: never by colour alone.
struct Attributes: Equatable {
  var bold = false
  var dim = false
  var reverse = false
  var colour = Colour.none

  /// The raw values are the numbers of ncurses' colour pairs.
  enum Colour: Int16, CaseIterable {
    case none = 0
    case red = 1
    case green = 2
  }

  /// What the terminal can show and the person wants.
  struct Palette: Equatable {
    /// Colours, unless NO_COLOR is set and not empty (no-color.org).
    let colours: Bool
    /// Dim text; only used where there are colours.
    let dim: Bool
  }

  init(_ style: Style, palette: Palette) {
    switch style {
    case .normal: break
    case .title: bold = true
    case .focus: reverse = true
    case .dim, .input: dim = palette.colours && palette.dim
    case .trouble:
      bold = true
      if palette.colours { colour = .red }
    case .done: if palette.colours { colour = .green }
    }
  }
}
