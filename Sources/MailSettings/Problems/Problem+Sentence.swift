internal import SystemAccess

extension Problem {
  /// What is wrong and what would be right, in one plain sentence without a final full stop.
  public var sentence: String {
    switch self {
    case .missing(let field): "\(field.subject) is needed"
    case .controlCharacter: "control characters such as line breaks are not allowed here"
    case .tooLong(let limit): "too long: at most \(limit) bytes"
    case .notAPort(let text): "\(quoted(text)) is not a port: 1 to 65535"
    case .notALimit(let text):
      "\(quoted(text)) is not a limit: a whole number of at least 1, or nothing for no limit"
    case .hostWithMore(let text):
      "\(quoted(text.hidingPassword)) is more than a name: write only the host name; the port has its own field"
    case .notAHostName(let text, let fault):
      "\(quoted(text)) is not a host name: \(fault.sentence)"
    case .notAnIPAddress(let text):
      "\(quoted(text)) is not an IP address: 192.0.2.7 or 2001:db8::7, for example"
    case .notAnAddress(let text, .displayName):
      "\(quoted(text)) is not a mail address: write only the address"
        + (PastedAddress(text).map { ", \(quoted($0.address.text))" }
          ?? "; the name has its own field")
    case .notAnAddress(let text, let fault):
      "\(quoted(text)) is not a mail address: \(fault.sentence)"
    case .unknownEncoding(let text):
      "\(quoted(text)) is not an encoding of this system: UTF-8 or ISO-8859-1, for example"
    case .notAChoice(let text, let choices):
      "\(quoted(text)) is not possible here: \(choices.joined(separator: ", "))"
    case .notAURL(let text): "\(quoted(text)) is not an address like https://app.example.com/"
    case .notHTTPS(let text): "\(quoted(text)) must begin with https://"
    case .notADay(let text): "\(quoted(text)) is not a day like 2027-05-31"
    case .notAnAbsolutePath(let text):
      "\(quoted(text)) is not a whole path like /etc/postern/client.pem"
    case .notAWaitingTime(let text):
      "\(quoted(text)) is not a time to wait: 90m, 36h or 2d, from 1h to 30d"
    case .notAListeningAddress(let text):
      "\(quoted(text)) is not an address with a port: 127.0.0.1:2525 or [::1]:2525, for example"
    case .notLoopback(let text):
      "\(quoted(text)) can be reached from other machines, which would send without signing in: 127.0.0.1 or [::1]"
    case .notAUser(let text):
      "\(quoted(text)) is not a user: a name like www-data or a number, with commas between"
    case .sharedTenant(let word):
      "\(word) stands for many directories: an application that signs in by itself needs its own"
    case .tenantAsApplication:
      "this is the directory's id: the application's stands beside it, as Application (client) ID"
    case .noClientCredential:
      "an application that signs in by itself needs its client secret, or a certificate"
    case .notAnIdentifier(let text, .tenant):
      "\(quoted(text)) is not a tenant: a GUID, or a domain like example.onmicrosoft.com"
    case .notAnIdentifier(let text, .application):
      "\(quoted(text)) is not an application id like 11111111-2222-3333-4444-555555555555"
    case .notAnIdentifier(let text, .scopes): "\(quoted(text)) is not a list of scopes"
    case .notAMechanism(let text):
      "\(quoted(text)) is not a mechanism: auto, PLAIN, LOGIN or CRAM-MD5, for example"
    case .noPassword(let user):
      user.isEmpty ? "a password is needed" : "a password is needed for \(quoted(user))"
    case .passwordForOtherHost(let given, let now):
      "the stored password was given for \(given) and is not sent to \(now): type it again"
    }
  }

  private func quoted(_ text: String) -> String { text.printable(limit: 60) }
}

extension FieldKey {
  /// What the screens call it, as the subject of a sentence; only fields that may be needed have
  /// words of their own.
  fileprivate var subject: String {
    switch self {
    case .recipient: "Your own mail address"
    case .alias(let name): "An address for \(name.text)"
    case .setting(.systemAddress): "The system address"
    case .setting(.smtpServer): "The server name"
    case .setting(.authenticationUser): "The user name"
    case .setting(.incomingServer): "The incoming mailbox server"
    case .setting(.incomingUser): "The incoming mailbox's user name"
    case .setting(.exchangeTenant): "The tenant"
    case .setting(.exchangeClientID): "The application (client) id"
    case .setting(.exchangeAppURL): "The application's URL"
    case .setting(.exchangeMailbox): "The mailbox to send from"
    case .setting(.exchangeClientKey): "The certificate's key"
    case .setting(.exchangeClientCertificate): "The key's certificate"
    case .setting, .password: name
    }
  }
}

extension HostNameFault {
  /// What is wrong, to follow "… is not a host name:".
  var sentence: String {
    switch self {
    case .space: "no spaces in it; example: mail.example.com"
    case .emptyLabel: "a dot too many; example: mail.example.com"
    case .longLabel: "at most 63 characters between two dots"
    case .longName: "at most 253 characters"
    case .hyphen: "a part may not begin or end with a hyphen"
    case .character(let character):
      "\(String(character).printable(limit: 8)) cannot be in it; letters, digits, hyphens and dots can"
    case .numericTop: "it ends in a number but is not an address like 192.0.2.7"
    case .notIPv4: "an IPv4 address is four numbers from 0 to 255, like 192.0.2.7"
    case .notIPv6: "an IPv6 address looks like 2001:db8::25"
    case .notInternational: "it cannot be written as an international domain name"
    }
  }
}

extension MailAddressFault {
  /// What is wrong, to follow "… is not a mail address:".
  var sentence: String {
    switch self {
    case .noAt: "there is no @ in it; example: app@example.com"
    case .noLocalPart: "nothing stands before the @"
    case .noDomain: "nothing stands behind the @"
    case .longLocalPart: "at most 64 bytes before the @"
    case .dots: "a dot stands at an end or beside another dot before the @"
    case .character(let character):
      "\(String(character).printable(limit: 8)) cannot be before the @ without quotes"
    case .openQuote: "a quotation mark is not closed"
    case .displayName: "write only the address; the name has its own field"
    case .domain(let fault): "behind the @, \(fault.sentence)"
    case .literal: "an address literal looks like [192.0.2.7] or [IPv6:2001:db8::25]"
    }
  }
}

extension Problem {
  /// Whether no further typing at the end of the text can make it right, so that it is shown at
  /// once.
  public var isFinal: Bool {
    switch self {
    case .controlCharacter, .tooLong, .hostWithMore: true
    case .notAPort(let text): Int(text).map { $0 > 65535 } ?? true
    case .notALimit(let text): Int(text) == nil
    case .notAHostName(_, let fault): fault.isFinal
    case .notAnIPAddress(let text): !text.allSatisfy { $0.isHexDigit || ".:[]".contains($0) }
    case .notAnAddress(_, let fault):
      switch fault {
      case .longLocalPart, .character, .displayName, .noLocalPart: true
      case .domain(let fault): fault.isFinal
      case .noAt, .noDomain, .dots, .openQuote, .literal: false
      }
    case .sharedTenant, .tenantAsApplication, .notLoopback: true
    case .missing, .unknownEncoding, .notAChoice, .notAURL, .notHTTPS, .notADay,
      .notAnAbsolutePath, .notAWaitingTime, .notAListeningAddress, .notAUser, .noClientCredential,
      .notAnIdentifier, .notAMechanism, .noPassword,
      .passwordForOtherHost:
      false
    }
  }
}

extension HostNameFault {
  fileprivate var isFinal: Bool {
    switch self {
    case .space, .character, .longName, .longLabel: true
    case .emptyLabel, .hyphen, .numericTop, .notIPv4, .notIPv6, .notInternational: false
    }
  }
}

extension String {
  /// A URL with its password, if it has one, as dots, so that no message shows it.
  fileprivate var hidingPassword: String {
    let start = firstRange(of: "://")?.upperBound ?? startIndex
    let authority = self[start...].prefix { !"/?#".contains($0) }
    guard let at = lastIndex(of: "@"), let colon = authority.firstIndex(of: ":"), colon < at else {
      return self
    }
    return self[...colon] + "•••" + self[at...]
  }
}
