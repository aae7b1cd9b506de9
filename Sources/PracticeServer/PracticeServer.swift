internal import Submission
internal import SubmissionListener

/// A mail server on loopback that accepts everything and keeps each mail in a Maildir.
///
/// It speaks real SMTP (RFC 5321) but relays nothing: a place to try outgoing e-mail with nothing
/// else at hand. It prints nothing, and runs on threads of its own beside a terminal interface.
public struct PracticeServer: Sendable {
  /// The port on which the server listens.
  public let port: Int
  /// The addresses on which the server listens: the one asked for, and `::1` where there is IPv6.
  public let hosts: [String]
  /// The Maildir that the mails are written to.
  public let mailbox: String

  private let listener: SubmissionListener

  /// Starts a server.
  ///
  /// - `host`: a loopback address or `localhost`.
  /// - `port`: 0 lets the system choose a free port; see ``port``.
  /// - `mailbox`: the Maildir; its folders are made, with mode 0700, when they are missing.
  /// - `onDelivery`: called once for each mail after it is safely on disk, on a thread of the
  ///   server.
  public static func start(
    host: String = "127.0.0.1", port: Int = 0, mailbox: String,
    onDelivery: (@Sendable (DeliveredMail) -> Void)? = nil
  ) throws(PracticeServerError) -> PracticeServer {
    try start(
      host: host, port: port, mailbox: mailbox, limits: Limits(), onDelivery: onDelivery)
  }

  static func start(
    host: String, port: Int, mailbox: String, limits: Limits,
    onDelivery: (@Sendable (DeliveredMail) -> Void)?
  ) throws(PracticeServerError) -> PracticeServer {
    let address: ListenAddress
    do throws(ListenError) {
      address = try ListenAddress(host: host, port: port)
    } catch { throw PracticeServerError(error) }
    let maildir = try Maildir(creating: mailbox)
    let memory = MemoryBudget(limits.unfinished)
    var policy = SubmissionPolicy.practice
    policy.limits = limits.session
    let listener = SubmissionListener(policy: policy, limits: limits.listener) { client in
      MailboxOwner(
        maildir: maildir, share: MemoryShare(of: memory), clientAddress: client.address,
        onDelivery: onDelivery)
    }
    let bound = try listen(listener, address)
    return PracticeServer(
      port: bound.port, hosts: bound.hosts, mailbox: maildir.path, listener: listener)
  }

  private static func listen(
    _ listener: SubmissionListener, _ address: ListenAddress
  ) throws(PracticeServerError) -> (port: Int, hosts: [String]) {
    do throws(ListenError) {
      let port = try listener.listen(on: address)
      let second = try ListenAddress(host: "::1", port: port)
      // The second family is a courtesy to clients that try IPv6 first: it may be missing.
      let hasSecond = address.host != second.host && (try? listener.listen(on: second)) != nil
      return (port, [address.host] + (hasSecond ? [second.host] : []))
    } catch { throw PracticeServerError(error) }
  }

  /// Closes the listening sockets and every connection.
  ///
  /// Returns at once; ``waitUntilStopped()`` returns when the port is free again.
  public func stop() {
    listener.stop()
  }

  /// Returns once ``stop()`` was called, from anywhere, and everything is closed; blocks the
  /// calling thread.
  public func waitUntilStopped() {
    listener.waitUntilStopped()
  }
}

extension SubmissionPolicy {
  static let practice = SubmissionPolicy(
    serverName: "practice.localhost", software: "Postern practice server",
    help: "This server accepts every mail and keeps it in a folder of this machine.")
}

/// The bounds that keep misbehaving clients from using up memory or connections.
struct Limits: Sendable {
  var session = SubmissionLimits()
  var listener = SubmissionListener.Limits()
  /// Bytes of all mails together that are not written yet, over all connections.
  var unfinished = 64 * 1_024 * 1_024
}
