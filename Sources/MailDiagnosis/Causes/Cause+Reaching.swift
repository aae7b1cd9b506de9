public import MailDialogue
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

extension Cause {
  /// The banner and the answer to EHLO: `greeting.*`, `hello.*`.
  public enum Greeting: Equatable, Sendable {
    /// The connection stands, and the server says nothing.
    case silent(Endpoint, OtherWays, tried: [AddressTrial])
    /// The connection ended before the banner.
    case closed(Endpoint, OtherWays)
    /// A banner, and no answer to the first command.
    case silentAfterHello(Endpoint)
    /// A banner, and the connection ended at the first command.
    case closedAfterHello(Endpoint)
    /// A line or a reply beyond any bound.
    case endless(Endpoint)
    /// The first line is no banner of a mail server; nil for a service that is not known.
    case wrongService(Endpoint, ForeignService?, line: String, OtherWays)
    /// A firewall on the way overwrites what is said.
    case edited(Endpoint, FirewallEdit, OtherWays)
    /// The server does not let this machine in.
    case refused(Endpoint, said: String, WayIn)
    /// This machine's address is blocked, on a public list or by the server itself.
    case addressBlocked(Endpoint, said: String, WayIn, isOnList: Bool)
    case tooManyConnections(Endpoint)
    /// The server is not available now; whether that is sure to pass by itself.
    case notAvailable(Endpoint, said: String, passes: Bool)
    /// The name that was said in EHLO is not taken; empty where it is not known.
    case helloName(Endpoint, name: String)
    /// This machine's address has no name in the DNS.
    case noReverseName(Endpoint)
    /// The server does not know EHLO.
    case helloRefused(Endpoint)
  }
}

/// By what a firewall shows that it edits SMTP.
public enum FirewallEdit: Equatable, Sendable {
  /// `220 ****`
  case greeting
  /// `XXXXXXXA` among the capabilities.
  case capabilities
  /// The server repeats a command that was overwritten.
  case command
}

/// How this machine can get in where strangers are not let in.
public enum WayIn: Equatable, Sendable {
  /// Another port, with a sign-in.
  case signedInPort
  /// A sign-in on this very port.
  case signIn
  /// Somebody who is signed in already: another server, or another address.
  case otherServer
  /// Nobody but the administrator knows.
  case unknown
}
