internal import MailSettings

extension EncryptionCause {
  var sentence: String {
    switch self {
    case .notSSLPort(let server, _):
      "Port \(server.port) of \(server.host.shown) does not speak SSL from the first byte."
    case .garbled(let server, _):
      "After STARTTLS, plain text came from \(server.hostAndPort) instead of TLS."
    case .notOffered(let server, _):
      "The server at \(server.hostAndPort) does not offer STARTTLS, so nothing was sent."
    case .refused(let server, _):
      "The server at \(server.hostAndPort) offers STARTTLS but refuses to begin it."
    case .closed(let server, _):
      "The connection to \(server.hostAndPort) was closed while TLS began."
    case .silent(let server, _):
      "The server at \(server.hostAndPort) did not answer when TLS began."
    case .serverError(let server, let said, _):
      "The server at \(server.hostAndPort) broke off TLS with an error of its own: \(said.quoted)."
    case .injection(let server):
      "Bytes came after the reply to STARTTLS at \(server.hostAndPort): somebody may be meddling."
    case .tooOld(let server):
      "The server at \(server.hostAndPort) speaks only TLS 1.1 or older, which is not safe any more."
    case .otherVersion(let server, let said):
      "The server at \(server.hostAndPort) wants another version of TLS: \(said.quoted)."
    case .noCommonCipher(let server):
      "The server at \(server.hostAndPort) and this machine have no TLS cipher in common."
    case .clientCertificate(let server, _):
      "The server at \(server.hostAndPort) wants a client certificate, which Postern cannot give."
    case .unknownName(let server, _):
      "The server at \(server.hostAndPort) does not know itself under this name."
    case .weakKey(let server):
      "The server at \(server.hostAndPort) uses a key that is too small to be safe."
    case .unknown(let server, let said):
      "TLS with \(server.hostAndPort) failed for an unknown reason: \(said.quoted)."
    case .clearText(let server, _, _):
      server.encryption == .none
        ? "Without encryption anybody on the way to \(server.hostAndPort) could read the password, so it was not sent."
        : "No TLS with \(server.hostAndPort), so the password would have gone out readable; it was not sent."
    case .required(let server):
      "The server at \(server.hostAndPort) wants encryption before anything else."
    }
  }
}

extension EncryptionCause {
  var advice: [String] {
    switch self {
    case .notSSLPort(let server, let ways):
      ways.advice(at: server) + [
        ways.isSearched
          ? "Check server name and port with whoever runs the server."
          : "Use TLS (STARTTLS) on this port, or SSL on port \(server.service.sslPort)."
      ]
    case .garbled(let server, let ways):
      ways.advice(at: server) + [
        "Something in between meddles with mail, such as a firewall's filter: ask whoever runs it.",
        "SSL on port \(server.service.sslPort) is often left alone.",
      ]
    case .notOffered(let server, let ways): Self.advice(onMissing: server, ways)
    case .refused(let server, let ways):
      ["The server's TLS is broken: its administrator has to mend it."] + ways.advice(at: server)
    case .closed(let server, let ways):
      ways.advice(at: server) + [
        "The server's TLS is broken, or something in between cuts it: ask the administrator.",
        Self.advice(onPortOf: server),
      ]
    case .silent(let server, let ways):
      ways.advice(at: server) + [
        "The server's TLS hangs, or something in between holds it up: ask the administrator.",
        Self.advice(onPortOf: server),
      ]
    case .serverError(let server, _, let ways):
      ["The server's TLS is at fault: its administrator has to mend it."]
        + ways.advice(at: server)
    case .injection(let server):
      [
        "Do not send over this network until it is explained; nothing was sent.",
        "Tell the server's administrator: this is how CVE-2021-22947 is exploited.",
        "SSL on port \(server.service.sslPort) is not open to this.",
      ]
    case .tooOld: ["Its administrator has to allow TLS 1.2 or 1.3."]
    case .otherVersion:
      ["Postern uses TLS 1.2 and 1.3: ask the server's administrator which one is missing there."]
    case .noCommonCipher:
      [
        "The server's administrator has to allow current ciphers, or install a certificate.",
        "Check that the server name is the one that the provider gives.",
      ]
    case .clientCertificate(let server, let ways):
      ["Ask for a port that lets clients in with user name and password."]
        + ways.advice(at: server)
    case .unknownName(_, let names):
      ["Use the canonical host name, as the provider gives it."]
        + (names.isEmpty ? [] : ["Possible names: \(names.listed)."])
    case .weakKey:
      ["Its administrator has to use longer keys; importing the certificate does not help."]
    case .unknown: ["Show the transcript to the server's administrator."]
    case .clearText(let server, let ways, let key): Self.advice(onClearText: server, ways, key)
    case .required(let server): ["Use TLS, or SSL on port \(server.service.sslPort)."]
    }
  }

  private static func advice(onMissing server: Endpoint, _ ways: OtherWays) -> [String] {
    let other =
      "Use SSL on port \(server.service.sslPort), or another port that offers STARTTLS."
    return ways.advice(at: server) + (ways.isSearched ? [] : [other])
      + ["If it should be offered here, something on the way takes the offer away."]
  }

  private static func advice(onPortOf server: Endpoint) -> String {
    "Check that the port fits: SSL is usual on \(server.service.sslPort), STARTTLS on \(server.service.startTLSPort)."
  }

  private static func advice(
    onClearText server: Endpoint, _ ways: OtherWays, _ key: SettingKey?
  ) -> [String] {
    let other =
      "Use SSL on port \(server.service.sslPort), or TLS on a port that offers STARTTLS."
    return ways.advice(at: server) + (ways.isSearched ? [] : [other])
      + ["If the server has no TLS at all, its administrator has to set it up."]
      + (key.map { ["In a network where nobody can listen in, \($0.name) allows it."] } ?? [])
  }
}
