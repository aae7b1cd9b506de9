internal import MailSettings
import SystemAccess

extension ExportFormat {
  /// The program's name.
  public var title: String {
    switch self {
    case .msmtp: "msmtp"
    case .postfix: "Postfix"
    case .env: "a file of variables"
    case .jakartaMail: "Jakarta Mail"
    case .spring: "Spring"
    case .django: "Django"
    }
  }
}

extension ExportFormat {
  /// Who sends with such a file, as the subject of a sentence.
  fileprivate var sender: String { self == .env ? "What reads the variables" : title }
}

extension ExportComment {
  /// The comment's text in one line, without the comment sign.
  var text: String {
    switch self {
    case .title: "Outgoing e-mail, as Postern is set up."
    case .direct: "It does not follow later changes there: export again."
    case .relay(let address):
      "Mails go by Postern's relay on \(address.text): run \"postern relay\"."
    case .msmtpFile: "For ~/.msmtprc or /etc/msmtprc, mode 0600; msmtp 1.8.20 or newer."
    case .postfixFile:
      "For the end of /etc/postfix/main.cf; Postfix 3.7 or newer, with libsasl2-modules to sign in."
    case .environmentFile:
      "For sh and systemd's EnvironmentFile=; docker --env-file would take the quotation marks too."
    case .javaSession: "For jakarta.mail.Session.getInstance."
    case .springFile: "For application.properties."
    case .djangoFile: "For settings.py."
    case .password(let line): "The password belongs here: \(line)"
    case .passwordFile(let path, let line): "The password belongs into \(path), mode 0600: \(line)"
    case .trustStore: "The certificates that are imported; there is nothing secret in them."
    case .trustAnchor:
      "What is imported may be no root: let partial chains be verified (X509_V_FLAG_PARTIAL_CHAIN)."
    case .encryptions:
      "none, tls-if-available, tls (STARTTLS, required) or ssl (TLS from the first byte)"
    }
  }
}

extension Shortfall {
  /// What the other program cannot do, in one sentence without a full stop.
  public func sentence(_ format: ExportFormat) -> String {
    switch self {
    case .obstacle(let obstacle): obstacle.sentence(format.sender)
    case .difference(let difference): difference.sentence(format.sender)
    }
  }

  /// What helps besides sending by the relay; nil where nothing else does.
  public var advice: String? {
    switch self {
    case .obstacle(.opportunisticTLS):
      "Where the server offers STARTTLS, postern set \(SettingKey.smtpEncryption.name)=tls is better anyway"
    case .obstacle(.importedAuthority):
      "Where the root's own certificate is at hand, smtp_tls_CAfile can name that one"
    case .obstacle(.importedCertificate):
      "Starting it with SSL_CERT_FILE set to the PEM file makes Python trust that certificate alone, where it is a root or signed by itself"
    case .obstacle, .difference: nil
    }
  }
}

extension Obstacle {
  fileprivate func sentence(_ name: String) -> String {
    switch self {
    case .exchange(let flow):
      "\(name) cannot sign in at Microsoft Exchange (\(SettingKey.exchangeFlow.name) = \(flow.text)), whose tokens Postern alone renews"
    case .incomingFirst:
      "\(name) cannot log in at the incoming mailbox first (\(SettingKey.authenticationMode.name) = incoming-first)"
    case .opportunisticTLS:
      "\(name) cannot do TLS if available (\(SettingKey.smtpEncryption.name) = tls-if-available): it is told to require it"
    case .mechanism(let mechanism):
      "\(name) cannot sign in by \(mechanism) (\(SettingKey.authenticationMechanism.name))"
    case .sourceAddress:
      "\(name) cannot send from an address of choice (\(SettingKey.smtpSourceAddress.name))"
    case .ownPort: "\(name) has port 25 of this machine for itself: take another one"
    case .nonASCIISignIn:
      "\(name) cannot sign in with, or send from, letters outside of ASCII in user, password or address"
    case .importedCertificate:
      "\(name) cannot name the imported certificate of the server in its settings"
    case .importedAuthority:
      "\(name) follows certificates up to a root, and the imported certificate is another authority's"
    case .certificateOfAddress:
      "\(name) cannot verify the certificate of an IP address (\(SettingKey.smtpServer.name))"
    case .clearTextPassword:
      "\(name) would send the password without TLS, which Postern itself does not (\(SettingKey.smtpAllowClearTextPassword.name) = false)"
    case .clearTextMechanism:
      "\(name) sends no password without TLS unless \(SettingKey.authenticationMechanism.name) is set, to PLAIN for example"
    case .unwritable(let text): text.sentence(name)
    }
  }
}

extension Difference {
  fileprivate func sentence(_ name: String) -> String {
    switch self {
    case .connectionLimit:
      "\(name) knows no limit of connections over processes (\(SettingKey.connectionsMaximum.name)); sending by the relay keeps it"
    case .helloName: "\(name) says this machine's own name, not \(SettingKey.smtpHelloName.name)"
    case .encoding:
      "\(name) writes mails in its DEFAULT_CHARSET, not in \(SettingKey.messageEncoding.name)"
    case .displayName:
      "\(name) puts the address alone into From, without \(SettingKey.systemName.name)"
    case .aliases: "\(name) needs [aliases] in a file of its own (its command aliases)"
    case .unguardedPassword:
      "\(name) sends the password in clear where the server offers no TLS, which Postern itself does not"
    case .unverifiedCertificate: "\(name) does not look at the certificate with TLS if available"
    case .mechanismOrder:
      "\(name) tries the server's mechanisms in its own order, not \(SettingKey.authenticationMechanism.name) alone"
    case .certificateFile(let path):
      "Whoever runs it has to be able to read \(path): postern certificate export --format pem --out FILE writes a copy"
    case .trustStoreOfJava(let path):
      "The properties javax.net.ssl… are Java's own and count for all of it: java -Djavax.net.ssl.trustStore=\(path)"
    case .trustStoreOfSpring(let path):
      "spring.mail.ssl.bundle needs Spring Boot 3.4; an older one takes java -Djavax.net.ssl.trustStore=\(path)"
    }
  }
}

extension UnwritableText {
  fileprivate func sentence(_ name: String) -> String {
    switch self {
    case .control: "\(name) cannot be given a control character in user, password or name"
    case .longLine(let limit): "\(name) reads no line of more than \(limit) bytes"
    case .colonInUser:
      "\(name) ends a user name at its first colon (\(SettingKey.authenticationUser.name))"
    case .finalBlank: "\(name) cuts off a blank at the end of the password"
    case .braces:
      "\(name) cannot be given braces in an address (\(SettingKey.systemAddress.name), aliases)"
    case .placeholder:
      "\(name) replaces what stands in ${…}, so user, password and address cannot have it"
    case .pattern:
      "\(name) replaces %U, %H, %C and %M in an address (\(SettingKey.systemAddress.name))"
    }
  }
}

extension FoundSettings.Reason {
  /// Why it was not taken over, without a full stop.
  public var sentence: String {
    switch self {
    case .unknown: "Postern has no such setting"
    case .variable: "it depends on what is outside of the file"
    case .notALiteral: "it is no plain value, or stands in a block; nothing is run"
    case .command: "a command, which is not run"
    case .unreadable(let path): "\(path) cannot be read"
    case .noPassword(let server): "there is no line for \(server)"
    case .otherAccount: "another account"
    case .certificate(let fingerprint?):
      "import it: postern certificate import --fingerprint \(fingerprint)"
    case .certificate(nil):
      "import it: postern certificate import shows the server's certificate"
    case .unverified: "Postern verifies every certificate; import it where it is not known"
    case .unsupported(let text): "Postern cannot do '\(text)'"
    case .mailExchanger:
      "without brackets Postfix asks for the domain's mail servers; Postern connects to the host itself"
    case .otherValue: "only the first is taken"
    }
  }
}

extension ImportFault {
  /// The line, where there is one.
  public var line: Int? {
    switch self {
    case .syntax(let line), .unknownAccount(_, let line): line
    case .noAccount: nil
    }
  }

  /// What is wrong, without a full stop.
  public var sentence: String {
    switch self {
    case .syntax: "this line cannot be understood; nothing was changed"
    case .unknownAccount(let name, _):
      "there is no account '\(name)' above it; nothing was changed"
    case .noAccount: "there is no account in it; nothing was changed"
    }
  }
}
