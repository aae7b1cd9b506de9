public import MailSettings

extension Cause {
  /// Finding the server and connecting to it: `resolve.*`, `connect.*`.
  public enum Reaching: Equatable, Sendable {
    /// No such name; names near it that exist.
    case noSuchHost(HostName, near: [String])
    /// The name exists, and has no address.
    case noAddress(HostName, near: [String])
    /// The host's addresses are of the other family than the address to send from.
    case noAddressFor(SourceAddress, host: HostName)
    /// The look-up failed, with the resolver's own words.
    case notLookedUp(HostName, said: String, near: [String])
    /// No name server has answered.
    case noNameServer(HostName)
    /// The network has no way to the server.
    case noRoute(Endpoint, errno: Int32, tried: [AddressTrial])
    /// The host answers, and nothing listens on the port.
    case nothingListens(Endpoint, OtherWays, tried: [AddressTrial])
    /// Nothing has come from the server at all.
    case noAnswer(Endpoint, OtherWays, tried: [AddressTrial])
    /// The connection stood when no time was left to use it.
    case noTimeLeft(Endpoint, tried: [AddressTrial])
  }
}
