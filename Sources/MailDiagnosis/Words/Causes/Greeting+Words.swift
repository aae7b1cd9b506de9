internal import MailDialogue
internal import MailSettings
internal import SystemAccess

extension GreetingCause {
  var sentence: String {
    switch self {
    case .silent(let server, _, _):
      "The server at \(server.hostAndPort) took the connection and said nothing."
    case .closed(let server, _):
      "The server at \(server.hostAndPort) closed the connection before it said anything."
    case .silentAfterHello(let server):
      server.service == .smtp
        ? "The server at \(server.hostAndPort) greeted, and then did not answer EHLO."
        : "The server at \(server.hostAndPort) greeted, and then did not answer the first command."
    case .closedAfterHello(let server):
      server.service == .smtp
        ? "The server at \(server.hostAndPort) closed the connection after EHLO."
        : "The server at \(server.hostAndPort) closed the connection after the first command."
    case .endless(let server):
      "What \(server.hostAndPort) sends has no end: it is no mail server, or a broken one."
    case .wrongService(let server, nil, let line, _):
      "What answers at \(server.hostAndPort) is no \(server.service.name) server: \(line.quoted)."
    case .wrongService(let server, let service?, _, _):
      "At \(server.hostAndPort), \(service.name) answers and not \(server.service.name)."
    case .edited(let server, let edit, _): Self.sentence(server, edit)
    case .refused(let server, let said, _):
      "The server at \(server.hostAndPort) does not let this machine in: it said \(said.quoted)."
    case .addressBlocked(let server, let said, _, _):
      "The server at \(server.hostAndPort) takes nothing from this machine's address: \(said.quoted)."
    case .tooManyConnections(let server):
      "The server at \(server.hostAndPort) has too many connections from here, and wants a pause."
    case .notAvailable(let server, let said, _):
      "The server at \(server.hostAndPort) is not available now: \(said.quoted)."
    case .helloName(let server, let name):
      name.isEmpty
        ? "The server at \(server.hostAndPort) does not take the name in EHLO."
        : "The server at \(server.hostAndPort) does not take the name \(name.shown) in EHLO."
    case .noReverseName(let server):
      "The server at \(server.hostAndPort) wants this machine's address to have a name in the DNS."
    case .helloRefused(let server):
      "The server at \(server.hostAndPort) refuses EHLO, so neither TLS nor a sign-in is possible."
    }
  }

  private static func sentence(_ server: Endpoint, _ edit: FirewallEdit) -> String {
    switch edit {
    case .greeting:
      "A firewall on the way to \(server.hostAndPort) edits the mail dialogue: the greeting has asterisks in place of its words."
    case .capabilities:
      "A firewall on the way to \(server.hostAndPort) edits the mail dialogue: what the server offers is overwritten with X."
    case .command:
      "A firewall on the way to \(server.hostAndPort) edits the mail dialogue: a command reached the server overwritten with X."
    }
  }
}

extension GreetingCause {
  var advice: [String] {
    switch self {
    case .silent(let server, let ways, let tried): Self.advice(onSilence: server, ways, tried)
    case .closed(let server, let ways):
      ways.advice(at: server) + [
        "It may refuse this machine's address, or have too many connections: try again later.",
        "Ask the server's administrator whether this machine may connect.",
      ]
    case .silentAfterHello:
      [
        "Something between may filter mail: ask whoever runs the firewall.",
        "Try again later, or another port of the server.",
      ]
    case .closedAfterHello:
      [
        "The server, or a firewall's mail filter before it, does not like this client.",
        "Ask the server's administrator; its log says why it closed.",
      ]
    case .endless:
      [
        "Check server name and port.",
        "If both are right, the server's administrator has to mend it.",
      ]
    case .wrongService(let server, let service, _, let ways):
      ways.advice(at: server) + [
        service == nil ? "Check server name and port." : "Check the port.",
        "Usual ports for \(server.service.name) are \(server.service.usualPorts).",
      ]
    case .edited(let server, _, let ways):
      ways.advice(at: server) + [
        "Have its mail inspection switched off; at Cisco it is “inspect esmtp” or “fixup protocol smtp”.",
        "With SSL from the first byte, usual on port 465, it cannot meddle; 587 is often left alone.",
      ]
    case .refused(_, _, let way):
      [way.advice, "Ask the server's administrator to let this machine in."]
    case .addressBlocked(_, _, let way, let isOnList):
      [
        way.advice,
        isOnList
          ? "Or ask the blocklist that is named there to remove the address."
          : "Or ask the server's administrator to let this machine's address in.",
      ]
    case .tooManyConnections:
      [
        "Wait some minutes, then try again.",
        "Lower the connection limit, so that fewer mails are sent at the same time.",
      ]
    case .notAvailable(_, _, let passes): ServerCause.advice(passes: passes)
    case .helloName:
      [
        "Give a fully qualified name of this machine as EHLO name, such as app.example.com.",
        "For a relay that knows its customers by name, give your own domain.",
      ]
    case .noReverseName:
      [
        "Ask whoever gave this machine its address to set its reverse DNS name (PTR record).",
        "Or send through your provider's mail server, signed in, on port 587 or 465.",
      ]
    case .helloRefused:
      [
        "Check server name and port: current mail servers all know EHLO.",
        "If it is a very old server, ask its administrator for another one.",
      ]
    }
  }

  private static func advice(
    onSilence server: Endpoint, _ ways: OtherWays, _ tried: [AddressTrial]
  ) -> [String] {
    let mayBeSSL = server.encryption != .ssl && !ways.isSearched
    return ways.advice(at: server)
      + (mayBeSSL
        ? ["The port may expect SSL: there, a server waits for the client to begin."] : [])
      + tried.advice + [
        "Some servers let strangers wait: try again with a longer time-out.",
        "Otherwise ask the server's administrator, or check the port.",
      ]
  }
}

extension WayIn {
  fileprivate var advice: String {
    switch self {
    case .signedInPort:
      "Use the port for signed-in clients, 587 or 465, with user name and password."
    case .signIn: "Sign in with user name and password: that is what this port is for."
    case .otherServer: "Send through another server, or from another address of this machine."
    case .unknown: "Ask the server's administrator which way is meant for this machine."
    }
  }
}
