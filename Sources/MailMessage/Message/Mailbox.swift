public import MailSettings

/// An address with the name shown beside it.
public struct Mailbox: Hashable, Sendable {
  /// The display name, if there is one.
  public let name: DisplayName?
  /// The address.
  public let address: MailAddress

  /// A name with an address.
  public init(name: DisplayName? = nil, address: MailAddress) {
    self.name = name
    self.address = address
  }

  /// The system's own name and address.
  public init(_ system: SystemAddress) {
    self.init(name: system.name, address: system.address)
  }
}
