internal import MailSettings
internal import SystemAccess

extension Attempt {
  /// The user name, short enough for a sentence.
  var shownUser: String { user.shown }
}

extension MailService {
  /// The protocol's name.
  var name: String {
    switch self {
    case .smtp: "SMTP"
    case .imap: "IMAP"
    case .pop3: "POP3"
    }
  }

  /// The usual ports for clients, for a sentence.
  var usualPorts: String {
    switch self {
    case .smtp: "587, 465 and 25"
    case .imap: "143 and 993"
    case .pop3: "110 and 995"
    }
  }
}

extension PortAnswer {
  /// What the port turned out to be, in a few words.
  public var words: String {
    switch kind {
    case .looking: "looking"
    case .trusted: "\(encryption.shortTitle), trusted certificate"
    case .untrusted: "\(encryption.shortTitle), certificate not trusted yet"
    case .clear: "a mail server without encryption"
    case .closed: "nobody listens there"
    case .silent: "no answer"
    case .other: encryption == .ssl ? "no TLS from the first byte" : "no mail server with STARTTLS"
    }
  }
}
