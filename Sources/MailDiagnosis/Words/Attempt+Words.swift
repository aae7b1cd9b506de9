internal import MailSettings
internal import SystemAccess

/// What was tried, short enough for sentences.
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

  /// All usual ports for clients.
  var usualPorts: String {
    switch self {
    case .smtp: "587, 465 and 25"
    case .imap: "143 and 993"
    case .pop3: "110 and 995"
    }
  }
}
