extension String {
  /// This text as one literal of PowerShell, in which nothing is expanded (about_Quoting_Rules).
  ///
  /// PowerShell takes typographic single quotes for plain ones, so they are doubled too.
  public var quotedForPowerShell: String {
    let inside = unicodeScalars.reduce(into: "") { text, scalar in
      text.unicodeScalars.append(scalar)
      if scalar == "'" || ("\u{2018}"..."\u{201B}").contains(scalar) {
        text.unicodeScalars.append(scalar)
      }
    }
    return "'\(inside)'"
  }
}
