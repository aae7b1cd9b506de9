internal import MailSettings
internal import MailDialogue

/// Tells whether something between this machine and a server shows a certificate of its own: a
/// virus scanner that reads mail, a company's proxy, a provider's filter.
struct Interception {
  private let host: String
  private let chain: [CertificateDetails]
  private let faults: [CertificateFault]

  init(host: String, chain: [CertificateDetails], faults: [CertificateFault]) {
    self.host = host
    self.chain = chain
    self.faults = faults
  }

  /// Whether that is likely, judged by the names in the chain.
  var isLikely: Bool {
    guard let top = chain.last, hasNoKnownRoot else { return false }
    if isByScanner { return true }
    guard MailProvider.runs(host) else { return false }
    // A chain of a public authority without its root is only incomplete: the store is old, or the
    // server leaves out a link.
    let isOnlyIncomplete = !faults.contains(.selfSigned) && !faults.contains(.unknownRoot)
    return !(isOnlyIncomplete && PublicAuthority.isNamed(in: top.issuer))
  }

  private var hasNoKnownRoot: Bool {
    faults.contains { [.selfSigned, .unknownRoot, .unknownIssuer].contains($0) }
  }

  /// Whether the issuer is a program that signs for any host under its own name. Appliances are
  /// left out, since they may be the mail server itself.
  private var isByScanner: Bool {
    chain.contains { SearchText($0.issuer).has(Self.scanners) }
  }

  private static let scanners: Phrases = [
    "web/mail shield", "avast! ", "avg technologies", "eset ssl filter",
    "kaspersky anti-virus personal",
    "kaspersky web anti-virus", "bitdefender personal ca", "norton web/mail", "drweb", "dr.web",
    "zscaler", "netskope", "cisco umbrella", "mitmproxy", "charles proxy", "fiddlerroot",
    "portswigger ca", "https inspection", "ssl inspection", "tls inspection", "mail scanner ca",
  ]
}

/// Publicly known authorities, by words of their names.
enum PublicAuthority {
  /// Whether an issuer's name is one of theirs.
  static func isNamed(in issuer: String) -> Bool { SearchText(issuer).has(names) }

  private static let names: Phrases = [
    "digicert", "let's encrypt", "isrg root", "internet security research", "globalsign", "sectigo",
    "comodo", "usertrust", "google trust services", "gts root", "o=amazon", "starfield", "go daddy",
    "godaddy", "microsoft corporation", "microsoft rsa", "entrust", "telesec", "t-systems",
    "quovadis", "d-trust", "certum", "actalis", "buypass", "swisssign", "harica", "geotrust",
    "thawte", "rapidssl", "verisign", "baltimore cybertrust", "identrust", "ssl.com",
    "ssl corporation",
    "trustasia", "wotrus", "cfca", "secom trust", "certsign", "izenpe", "zerossl", "e-tugra",
    "gandi", "hongkong post", "chunghwa", "certigna", "dhimyotis", "affirmtrust", "trustwave",
  ]
}
