/// A cloud of Microsoft's, with its own places to sign in and to send.
public enum ExchangeCloud: String, Choice {
  case worldwide
  case gccHigh = "gcc-high"
  case dod
  case china

  /// The name on the screen.
  public var title: String {
    switch self {
    case .worldwide: "Worldwide"
    case .gccHigh: "US Government GCC High"
    case .dod: "US Government DoD"
    case .china: "China (21Vianet)"
    }
  }

  /// Where it signs in and sends.
  public var explanation: String { "\(authority.text), \(server.text)" }

  /// What people call them.
  public var otherWords: [String] {
    switch self {
    case .worldwide: ["global", "public", "commercial", "GCC"]
    case .gccHigh: ["GCCH", "US government"]
    case .dod: ["US DoD"]
    case .china: ["21Vianet", "Gallatin"]
    }
  }

  /// Where accounts of this cloud sign in.
  public var authority: Authority {
    switch self {
    case .worldwide: Authority(known: "https://login.microsoftonline.com")
    case .gccHigh, .dod: Authority(known: "https://login.microsoftonline.us")
    case .china: Authority(known: "https://login.partner.microsoftonline.cn")
    }
  }

  /// The SMTP server.
  public var server: HostName {
    switch self {
    case .worldwide: .known("smtp.office365.com")
    case .gccHigh: .known("smtp.office365.us")
    case .dod: .known("outlook-dod.office365.us")
    case .china: .known("smtp.partner.outlook.cn")
    }
  }

  /// The IMAP server, whose tokens are the same.
  public var imapServer: HostName {
    switch self {
    case .worldwide: .known("outlook.office365.com")
    case .gccHigh: .known("outlook.office365.us")
    case .dod: .known("outlook-dod.office365.us")
    case .china: .known("partner.outlook.cn")
    }
  }

  /// The resource of an application's own token; `/.default` behind it is its scope.
  public var resource: String {
    switch self {
    case .worldwide: "https://outlook.office365.com"
    case .gccHigh: "https://outlook.office365.us"
    case .dod: "https://outlook-dod.office365.us"
    case .china: "https://partner.outlook.cn"
    }
  }

  /// The scopes that a person is asked for; the documented ones worldwide.
  public var scopes: Scopes {
    self == .worldwide
      ? .documented : .known("\(resource)/IMAP.AccessAsUser.All,\(resource)/SMTP.Send")
  }
}
