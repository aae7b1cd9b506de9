internal import Foundation

/// Writes what a Postfix needs into a folder of its own.
struct PostfixFiles {
  /// A port by its name, with its number.
  struct NamedPort {
    let name: String
    let port: PostfixPort
    let number: Int
  }

  let folder: TemporaryFolder
  let ports: [NamedPort]
  let certificate: IssuedCertificate?
  let loginSocket: String?
  let mailboxLogins: MailboxLogins?
  let domains: [String]
  let senderLogins: [String: String]
  let options: [String: String]

  func write() throws {
    try folder.makeFolder("etc")
    try folder.makeFolder("mail", owner: "nobody")
    try folder.makeFolder("data", owner: "postfix", mode: 0o700)
    try makeQueue()
    try folder.write("deliver", Maildirs.delivery, mode: 0o755)
    try folder.write("etc/main.cf", main)
    try folder.write("etc/master.cf", master)
  }

  /// What `postfix check` would make, which takes two seconds longer.
  private func makeQueue() throws {
    try folder.makeFolder("queue")
    let own = "active bounce corrupt defer deferred flush hold incoming private saved trace"
    for name in own.split(separator: " ") {
      try folder.makeFolder("queue/\(name)", owner: "postfix", mode: 0o700)
    }
    try folder.makeFolder("queue/maildrop", owner: "postfix", group: "postdrop", mode: 0o730)
    try folder.makeFolder("queue/public", owner: "postfix", group: "postdrop", mode: 0o710)
    try folder.makeFolder("queue/pid")
  }

  private var main: String {
    var settings = [
      "compatibility_level": "3.6", "queue_directory": folder.file("queue"),
      "data_directory": folder.file("data"), "maillog_file": folder.file("log"),
      "maillog_file_prefixes": folder.path, "myhostname": "mail.example.org", "mydestination": "",
      // Not the loopback: a client has to sign in to reach a foreign domain.
      "mynetworks": "192.0.2.1/32",
      "virtual_mailbox_domains": domains.joined(separator: ", "),
      "virtual_transport": "maildir", "default_transport": "maildir", "relay_transport": "maildir",
      "maildir_destination_recipient_limit": "1", "alias_maps": "", "alias_database": "",
      "smtpd_relay_restrictions": "permit_sasl_authenticated, reject_unauth_destination",
      "smtpd_client_connection_rate_limit": "0", "smtpd_client_connection_count_limit": "0",
      "inet_protocols": "all",
      "smtpd_tls_received_header": "yes", "smtpd_sasl_authenticated_header": "yes",
      "smtpd_tls_loglevel": "1", "maximal_queue_lifetime": "1h", "bounce_queue_lifetime": "1h",
    ]
    if let loginSocket {
      settings["smtpd_sasl_type"] = "dovecot"
      settings["smtpd_sasl_path"] = loginSocket
    }
    if !senderLogins.isEmpty {
      let pairs = senderLogins.map { "{ \($0) = \($1) }" }.sorted().joined(separator: ", ")
      settings["smtpd_sender_login_maps"] = "inline:{ \(pairs) }"
    }
    settings.merge(options) { $1 }
    return settings.sorted { $0.key < $1.key }.map { "\($0) = \($1)\n" }.joined()
  }

  private var master: String {
    let hosts = LoopbackSocket.hasIPv6 ? ["127.0.0.1", "[::1]"] : ["127.0.0.1"]
    var lines: [String] = []
    for port in ports {
      for host in hosts {
        lines.append("\(host):\(port.number) inet n - n - - smtpd")
        lines.append("  -o syslog_name=postfix/\(port.name)")
        let settings = port.port.settings(certificate: certificate, mailboxLogins: mailboxLogins)
        lines += settings.sorted { $0.key < $1.key }.map { "  -o { \($0) = \($1) }" }
      }
    }
    lines += [
      "maildir unix - n n - - pipe",
      "  flags=DORX user=nobody",
      "  argv=\(folder.file("deliver")) \(folder.file("mail")) ${recipient}",
    ]
    return lines.joined(separator: "\n") + "\n" + Self.services
  }

  private static let services = """
    postlog unix-dgram n - n - 1 postlogd
    pickup unix n - n 60 1 pickup
    cleanup unix n - n - 0 cleanup
    qmgr unix n - n 300 1 qmgr
    tlsmgr unix - - n 1000? 1 tlsmgr
    rewrite unix - - n - - trivial-rewrite
    bounce unix - - n - 0 bounce
    defer unix - - n - 0 bounce
    trace unix - - n - 0 bounce
    verify unix - - n - 1 verify
    flush unix n - n 1000? 0 flush
    proxymap unix - - n - - proxymap
    proxywrite unix - - n - 1 proxymap
    smtp unix - - n - - smtp
    relay unix - - n - - smtp
    showq unix n - n - - showq
    error unix - - n - - error
    retry unix - - n - - error
    discard unix - - n - - discard
    anvil unix - - n - 1 anvil
    scache unix - - n - 1 scache

    """
}
