import Forms
import MailSettings

extension Blocks {
  /// Why Encryption is marked although nothing is sent in clear: with TLS if available the password
  /// is kept back where the server offers none. Said there, and where the password is set.
  func mayKeepPasswordBack(on screen: Screen) -> [Block] {
    draft.openServers.filter { draft.encryption(of: $0) == .tlsIfAvailable }.flatMap { server in
      let section = server.encryptionSection
      guard [section, .authentication].contains(screen.id) else { return [Block]() }
      let place =
        screen.id == section ? "" : " under \(section.title)"
      let sentence =
        "! Where the server offers no TLS, the password is not sent: choose TLS or SSL\(place), which "
        + "always encrypt."
      return [.paragraph(sentence, columns: columns, .trouble), .blank]
    }
  }
}
