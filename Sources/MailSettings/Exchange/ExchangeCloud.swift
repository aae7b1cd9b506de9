/// A Microsoft 365 cloud, with its own sign-in and mail servers.
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

  /// Its sign-in service and its SMTP server.
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

  /// The IMAP server, which takes the same tokens.
  public var imapServer: HostName {
    switch self {
    case .worldwide: .known("outlook.office365.com")
    case .gccHigh: .known("outlook.office365.us")
    case .dod: .known("outlook-dod.office365.us")
    case .china: .known("partner.outlook.cn")
    }
  }

  /// The resource that an app-only token is for; with `/.default` appended it is the scope to ask
  /// for.
  public var resource: String {
    switch self {
    case .worldwide: "https://outlook.office365.com"
    case .gccHigh: "https://outlook.office365.us"
    case .dod: "https://outlook-dod.office365.us"
    case .china: "https://partner.outlook.cn"
    }
  }

  /// The default scopes of a person's sign-in; in the worldwide cloud the documented ones.
  public var scopes: Scopes {
    self == .worldwide
      ? .documented : .known("\(resource)/IMAP.AccessAsUser.All,\(resource)/SMTP.Send")
  }
}
