public import MailSettings

// Tests write addresses and ports as people do; a literal that is none is a mistake in the test.

extension SourceAddress: ExpressibleByStringLiteral {
  /// An address that is known to be right.
  public init(stringLiteral text: String) {
    guard let address = try? SourceAddress(typed: text) else {
      preconditionFailure("no address: \(text)")
    }
    self = address
  }
}

extension Port: ExpressibleByIntegerLiteral {
  /// The port of this number.
  public init(integerLiteral number: UInt16) {
    guard let port = Port(number) else { preconditionFailure("no port: \(number)") }
    self = port
  }
}

extension String {
  /// Whether it ends with a line of PowerShell, or an address, to be copied as it stands.
  var endsWithCommand: Bool {
    let line = split(separator: ": ").last.map(String.init) ?? self
    return line.contains(/^(Add|Get|New|Set|Test)-[A-Z]/)
      || split(separator: " ").last?.hasPrefix("https://") == true
  }
}
