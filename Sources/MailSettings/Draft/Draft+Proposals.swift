/// What can be proposed for an empty field, from the system address.
extension Draft {
  /// For `smtp.server`.
  public var proposedServer: String? { system.address.value?.likelyServer }

  /// For `authentication.user`: the whole address, which most servers want.
  public var proposedUser: String? {
    smtp.server.value?.ascii.hasSuffix("sendgrid.net") == true
      ? "apikey" : system.address.value?.text
  }

  /// For `incoming.server`.
  public var proposedIncomingServer: String? { system.address.value?.likelyIncomingServer }

  /// For `incoming.user`, and for whom a test e-mail goes to.
  public var proposedMailbox: String? { system.address.value?.text }
}
