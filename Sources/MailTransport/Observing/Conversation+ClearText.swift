internal import MailDiagnosis

extension Conversation {
  /// Refuses to sign in without TLS, unless somebody has allowed it or the server is on this
  /// machine.
  ///
  /// The connection's own address counts, not the name: a name that looks local may lead anywhere.
  /// It counts for every mechanism, since what one of them hides can be guessed at leisure by who
  /// has listened in.
  func checkClearText(isAllowed: Bool) throws(Interruption) {
    if isAllowed || observation.peer.map(SocketAddress.isLoopback) == true { return }
    ladder.begin(.encryption)
    throw Interruption(.clearTextPassword)
  }
}
