/// Writes the one file from which a Dovecot runs.
struct DovecotConfiguration {
  let folder: TemporaryFolder
  let ports: [(port: DovecotPort, number: Int)]
  let certificate: IssuedCertificate?
  let mechanisms: [String]
  let mailboxLogins: MailboxLogins?
  let extra: String

  var text: String {
    [basics, tls, users, sockets, logins(of: .imap), logins(of: .pop3), postLogin, extra]
      .joined(separator: "\n")
  }

  /// A wrong password is answered at once, however often it was wrong before.
  private var basics: String {
    """
    base_dir = \(folder.file("run"))
    state_dir = \(folder.file("state"))
    log_path = \(folder.file("log"))
    auth_verbose = yes
    auth_debug = yes
    auth_failure_delay = 0
    protocols = imap pop3
    disable_plaintext_auth = no
    auth_mechanisms = \(mechanisms.joined(separator: " "))
    mail_location = maildir:\(folder.file("mail"))/%u
    first_valid_uid = 1
    """
  }

  private var tls: String {
    guard let certificate else { return "ssl = no" }
    return """
      ssl = yes
      ssl_cert = <\(certificate.chain)
      ssl_key = <\(certificate.key)
      local 127.0.0.2 {
        ssl = required
        disable_plaintext_auth = yes
      }
      local 127.0.0.3 {
        ssl = no
      }
      """
  }

  private var users: String {
    """
    passdb {
      driver = passwd-file
      args = scheme=PLAIN username_format=%u \(folder.file("users"))
    }
    userdb {
      driver = static
      args = uid=nobody gid=nogroup home=\(folder.file("mail"))/%u
    }
    """
  }

  private var sockets: String {
    """
    service auth {
      unix_listener \(folder.file("login")) {
        mode = 0666
      }
    }
    service anvil {
      chroot =
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
    """
  }

  private func logins(of service: DovecotPort.Service) -> String {
    var lines = ["service \(service.rawValue)-login {", "chroot ="]
    // The standard ports would collide with other servers.
    for name in [service.rawValue, service.rawValue + "s"] {
      lines += ["inet_listener \(name) {", "port = 0", "}"]
    }
    for (port, number) in ports where port.service == service {
      let addresses = port.addresses.joined(separator: ", ")
      lines += ["inet_listener at\(number) {", "address = \(addresses)", "port = \(number)"]
      lines += port.security == .ssl ? ["ssl = yes", "}"] : ["}"]
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private var postLogin: String {
    guard let mailboxLogins else { return "" }
    let services = ["imap", "pop3"].map { name in
      """
      service \(name) {
        executable = \(name) \(name)-postlogin
      }
      service \(name)-postlogin {
        executable = script-login \(mailboxLogins.script)
        user = root
        unix_listener \(name)-postlogin {
        }
      }
      """
    }
    return services.joined(separator: "\n")
  }
}
