internal import Foundation

/// Writes the one file from which an Exim runs.
struct EximConfiguration {
  let folder: TemporaryFolder
  let program: String
  let ports: [(port: EximServer.Port, number: Int)]
  let certificate: IssuedCertificate?
  let domains: [String]
  let settings: String

  init(
    folder: TemporaryFolder, program: String, ports: [(port: EximServer.Port, number: Int)],
    users: [String: String], certificate: IssuedCertificate?, domains: [String], settings: String
  ) throws {
    self.folder = folder
    self.program = program
    self.ports = ports
    self.certificate = certificate
    self.domains = domains
    self.settings = settings
    try folder.write("deliver", Maildirs.delivery, mode: 0o755)
    // Exim hands no part of an address to a command, but puts it into the environment.
    try folder.write(
      "deliver-exim",
      """
      #!/bin/sh
      exec \(folder.file("deliver")) \(folder.file("mail")) "$LOCAL_PART@$DOMAIN"

      """, mode: 0o755)
    let lines = users.map { "\"\($0)\": \($1)\n" }.sorted().joined()
    try folder.write("users", lines, mode: 0o640)
    try folder.give("users", to: EximPackage.user)
    if let certificate {
      let key = try String(contentsOfFile: certificate.key, encoding: .utf8)
      try folder.write("key.pem", key, mode: 0o640)
      try folder.give("key.pem", to: EximPackage.user)
    }
  }

  var text: String {
    [basics, tls, settings, rules, delivery, authenticators].joined(separator: "\n")
  }

  private var basics: String {
    let hosts = LoopbackSocket.hasIPv6 ? "127.0.0.1 ; ::1" : "127.0.0.1"
    return """
      exim_path = \(program)
      primary_hostname = mail.example.org
      spool_directory = \(folder.file("spool"))
      log_file_path = \(folder.file("log"))/%slog
      pid_file_path = \(folder.file("spool"))/exim.pid
      notifier_socket =
      local_interfaces = <; \(hosts)
      daemon_smtp_ports = \(list { _ in true })
      smtp_accept_max = 0
      log_selector = +smtp_protocol_error +smtp_syntax_error +incoming_port
      keep_environment =
      never_users =
      deliver_drop_privilege = true
      host_lookup =
      rfc1413_query_timeout = 0s
      acl_smtp_mail = mail_rules
      acl_smtp_rcpt = recipient_rules
      auth_advertise_hosts = ${if \(port(in: { $0.login != .off }))\
      {${if and{ {\(port(in: \.loginOnlyInTLS))}{!def:tls_in_cipher} }{}{*}}}{}}
      """
  }

  private var tls: String {
    guard let certificate else { return "tls_advertise_hosts =" }
    return """
      tls_certificate = \(certificate.chain)
      tls_privatekey = \(folder.file("key.pem"))
      tls_on_connect_ports = \(list { $0.security == .ssl })
      tls_advertise_hosts = ${if \(port(in: { $0.security != .none })){*}{}}
      """
  }

  private var rules: String {
    """
    begin acl
    mail_rules:
      deny condition = ${if \(port(in: { $0.security == .startTLSRequired }))}
           !encrypted = *
           message = 530 5.7.0 Must issue a STARTTLS command first
      accept
    recipient_rules:
      accept authenticated = *
      deny condition = ${if \(port(in: { $0.login == .required }))}
           message = 530 5.7.0 Authentication required
      accept domains = \(domains.joined(separator: " : "))
      deny message = relay not permitted
    """
  }

  /// Exim gives up root's rights for a configuration that is not Debian's own, so that its own
  /// user delivers; and it builds no path out of an address, so that a script does.
  private var delivery: String {
    """
    begin routers
    all:
      driver = accept
      transport = maildir
    begin transports
    maildir:
      driver = pipe
      command = \(folder.file("deliver-exim"))
      message_prefix =
      message_suffix =
      user = \(EximPackage.user)
      delivery_date_add
      envelope_to_add
      return_path_add
    """
  }

  private var authenticators: String {
    let look = { (name: String) in "${lookup{\(name)}lsearch{\(folder.file("users"))}{$value}fail}"
    }
    return """
      begin authenticators
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if eq{$auth3}{\(look("$auth2"))}}
        server_set_id = $auth2
      login:
        driver = plaintext
        public_name = LOGIN
        server_prompts = Username:: : Password::
        server_condition = ${if eq{$auth2}{\(look("$auth1"))}}
        server_set_id = $auth1
      cram:
        driver = cram_md5
        public_name = CRAM-MD5
        server_secret = \(look("$auth1"))
        server_set_id = $auth1

      """
  }

  private func list(_ fits: (EximServer.Port) -> Bool) -> String {
    ports.filter { fits($0.port) }.map { "\($0.number)" }.joined(separator: " : ")
  }

  /// An expansion condition: the connection came in on a port like this.
  private func port(in fits: (EximServer.Port) -> Bool) -> String {
    "inlist{$received_port}{\(list(fits))}"
  }
}
