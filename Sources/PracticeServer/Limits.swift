/// The bounds that keep a misbehaving client from using up memory or connections.
struct Limits: Sendable {
  /// Bytes of a command line, its line ending included (RFC 5321 section 4.5.3.1.4 asks for 512).
  var commandLine = 4_096
  /// Bytes of a message, announced as SIZE (RFC 1870).
  var message = 50 * 1_024 * 1_024
  /// Bytes of all mails together that are not written yet, whoever sends them.
  var unfinished = 64 * 1_024 * 1_024
  /// Connections side by side.
  var connections = 500
  /// Recipients of one mail (RFC 5321 section 4.5.3.1.8 asks for at least 100).
  var recipients = 1_000
  /// Refused commands after which the connection is closed.
  var refusals = 100
  /// Seconds without a byte from the client (RFC 5321 section 4.5.3.2.7).
  var idleSeconds: Int64 = 300
}
