internal import SystemAccess

extension Warning {
  /// What is odd and what would be better, in one sentence without a final full stop.
  public var sentence: String {
    switch oddity {
    case .startTLSOnSSLPort:
      "Port 465 speaks SSL, so TLS (STARTTLS) normally fails there: use port 587, or choose SSL"
    case .sslOnSTARTTLSPort(let port, isIncoming: false):
      "Port \(port) normally speaks STARTTLS, so SSL fails there: use port 465, or choose TLS"
    case .sslOnSTARTTLSPort(let port, isIncoming: true):
      "Port \(port) normally speaks STARTTLS, so SSL fails there"
    case .clearOnSSLPort(let port): "Port \(port) speaks SSL from the first byte: choose SSL"
    case .readablePassword(.incoming, always: true):
      "Without encryption the mailbox's password can be read on the way: choose TLS or SSL"
    case .readablePassword(.incoming, always: false):
      "Where the server offers no TLS, the mailbox's password goes out readable: choose TLS or SSL"
    case .readablePassword(_, always: true):
      "Without encryption the password can be read on the way: choose TLS or SSL"
    case .readablePassword(_, always: false):
      "Where the server offers no TLS, the password goes out readable: choose TLS or SSL"
    case .senderIsNotLogin(let login, canBeSystemAddress: false):
      "Some servers refuse a sender that is not the login (\(login)): "
        + "then send from the system address"
    case .senderIsNotLogin(let login, canBeSystemAddress: true):
      "Some servers refuse a sender that is not the login (\(login)): "
        + "then send from the system address, and make it the login"
    case .encodingNotInMail(let encoding):
      "\(encoding.text) is not allowed in the text of mails (RFC 2046); "
        + "mails are sent as UTF-8 instead"
    case .unwritableName(let encoding, let missing):
      "\(encoding.text) cannot write \(Self.list(missing)) in the system's name, so no mail in "
        + "that name can be sent: choose UTF-8"
    case .alias(let typed, let canonical): "\(typed.printable(limit: 40)) is read as \(canonical)"
    case .secretID:
      "This looks like the secret's ID: Azure shows its Value beside it, once, when it is made"
    case .secretExpires(let day, let left) where left < 0:
      "The client secret has expired on \(day.text): make a new one in Azure, and type it here"
    case .secretExpires(_, 0): "The client secret expires today: make a new one in Azure"
    case .secretExpires(let day, 1):
      "The client secret expires tomorrow, \(day.text): make a new one in Azure"
    case .secretExpires(let day, let left):
      "The client secret expires in \(left) days, on \(day.text): make a new one in Azure"
    case .aliasLoop(let name):
      "The aliases lead in a circle, back to \(name.text): mail for it reaches nobody"
    case .underscore(let name):
      "Host names have no underscore (RFC 1123): some servers refuse \(name.printable(limit: 40)), "
        + "and few certificates name it"
    }
  }

  /// The first ten characters, in quotation marks.
  private static func list(_ characters: [Character]) -> String {
    let shown = characters.prefix(10).map { "“\(String($0).printable())”" }
    return shown.joined(separator: ", ") + (characters.count > 10 ? " and others" : "")
  }
}
