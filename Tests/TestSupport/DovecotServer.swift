/// A real Dovecot; not there yet.
public final class DovecotServer: Sendable {
  var loginSocket: String { "" }
}
