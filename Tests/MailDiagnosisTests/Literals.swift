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
