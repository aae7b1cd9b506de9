public import MailDialogue
public import MailSettings

/// Why the server cannot be found or connected to: `resolve.*`, `connect.*`.
public enum ReachingCause: Equatable, Sendable {
  /// There is no such name; `near` are similar names that exist.
  case noSuchHost(HostName, near: [String])
  /// The name exists but has no address.
  case noAddress(HostName, near: [String])
  /// The host has only IPv4 addresses and the source address is IPv6, or the other way round.
  case noAddressFor(SourceAddress, host: HostName)
  /// The look-up failed otherwise, in the resolver's own words.
  case notLookedUp(HostName, said: String, near: [String])
  /// No name server answered.
  case noNameServer(HostName)
  /// The network has no route to the server.
  case noRoute(Endpoint, errno: Int32, tried: [AddressTrial])
  /// The host refuses the connection: nothing listens on the port.
  case nothingListens(Endpoint, OtherWays, tried: [AddressTrial])
  /// The host did not answer at all.
  case noAnswer(Endpoint, OtherWays, tried: [AddressTrial])
  /// The connection was made when the time for the attempt was over.
  case noTimeLeft(Endpoint, tried: [AddressTrial])
}

/// Why the banner or the reply to EHLO is missing, wrong or a refusal: `greeting.*`, `hello.*`.
public enum GreetingCause: Equatable, Sendable {
  /// The server accepted the connection and sent no banner.
  case silent(Endpoint, OtherWays, tried: [AddressTrial])
  /// The server closed the connection before its banner.
  case closed(Endpoint, OtherWays)
  /// The server sent its banner and did not answer the first command.
  case silentAfterHello(Endpoint)
  /// The server sent its banner and closed the connection at the first command.
  case closedAfterHello(Endpoint)
  /// A line or a reply that is longer than any server's.
  case endless(Endpoint)
  /// The first line is not a mail server's banner; the service is nil where it is not recognized.
  case wrongService(Endpoint, ForeignService?, line: String, OtherWays)
  /// A firewall on the way overwrites parts of the dialogue.
  case edited(Endpoint, FirewallEdit, OtherWays)
  /// The server refuses this machine.
  case refused(Endpoint, said: String, WayIn)
  /// This machine's address is blocked, by a public blocklist (`isOnList`) or by the server
  /// itself.
  case addressBlocked(Endpoint, said: String, WayIn, isOnList: Bool)
  case tooManyConnections(Endpoint)
  /// The server is not available now; `passes` where that is sure to pass by itself.
  case notAvailable(Endpoint, said: String, passes: Bool)
  /// The server refuses the name in EHLO; empty where the name is not known.
  case helloName(Endpoint, name: String)
  /// This machine's address has no name in the DNS.
  case noReverseName(Endpoint)
  /// The server does not know EHLO.
  case helloRefused(Endpoint)
}

/// What shows that a firewall edits the SMTP dialogue.
public enum FirewallEdit: Equatable, Sendable {
  /// The banner is masked: `220 ****`.
  case greeting
  /// A keyword in the EHLO reply is masked: `XXXXXXXA`.
  case capabilities
  /// The server's error quotes a command that was masked on its way.
  case command
}

/// How this machine can send where the server refuses unknown clients.
public enum WayIn: Equatable, Sendable {
  /// By a sign-in on another port.
  case signedInPort
  /// By a sign-in on this port.
  case signIn
  /// Through another server or from another address: the sign-in did not help.
  case otherServer
  /// Only the server's administrator can tell.
  case unknown
}
