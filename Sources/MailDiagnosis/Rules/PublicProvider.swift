/// Mail providers on the open internet, whose servers have certificates of publicly known
/// authorities.
enum PublicProvider {
  /// Whether a host is one of a provider's mail servers.
  static func hosts(_ host: String) -> Bool { runs(host) || isAmazons(host) }

  /// Whether a host is a provider's, not a machine that one of its customers runs.
  private static func runs(_ host: String) -> Bool {
    let host = host.lowercased()
    if domains.contains(host) { return true }
    return host.indices.contains { index in
      host[index] == "." && domains.contains(String(host[host.index(after: index)...]))
    }
  }

  /// Domains with everything below them, and single hosts where a domain has customers' machines as
  /// well.
  private static let domains: Set<String> = [
    // Google, Microsoft, Yahoo, Apple
    "gmail.com", "googlemail.com", "smtp.google.com", "smtp-relay.google.com", "aspmx.l.google.com",
    "office365.com", "office365.us", "outlook.com", "hotmail.com", "live.com", "outlook.de",
    "partner.outlook.cn", "yahoo.com", "yahoo.co.jp", "yahoodns.net", "aol.com", "att.net",
    "verizon.net", "mail.me.com", "icloud.com",
    // Senders for programs
    "sendgrid.net", "mailgun.org", "mandrillapp.com", "postmarkapp.com", "brevo.com",
    "sendinblue.com", "mailjet.com", "sparkpostmail.com", "mailersend.net", "resend.com",
    "smtp2go.com", "elasticemail.com", "socketlabs.com", "smtp.mailtrap.io",
    "live.smtp.mailtrap.io",
    "zeptomail.com", "zeptomail.eu", "smtpdm.aliyun.com",
    // Europe
    "gmx.net", "gmx.com", "gmx.de", "gmx.at", "gmx.ch", "web.de", "mail.com", "t-online.de",
    "freenet.de", "posteo.de", "mailbox.org", "smtp.1und1.de", "smtp.ionos.de", "smtp.ionos.com",
    "smtp.ionos.co.uk", "smtp.ionos.fr", "smtp.ionos.es", "smtp.ionos.it", "smtp.strato.de",
    "smtp.strato.com", "mail.your-server.de", "smtp.udag.de", "mail.ovh.net", "mail.ovh.ca",
    "ssl0.ovh.net", "pro1.mail.ovh.net", "mail.gandi.net", "mail.infomaniak.com", "orange.fr",
    "smtp.free.fr", "laposte.net", "sfr.fr", "aruba.it", "libero.it", "virgilio.it", "bluewin.ch",
    "seznam.cz", "smtp.wp.pl", "poczta.o2.pl", "smtp.poczta.onet.pl", "poczta.interia.pl",
    "protonmail.ch", "proton.me", "fastmail.com", "messagingengine.com", "runbox.com",
    "smtp.domeneshop.no", "send.one.com", "smtp.simply.com", "smtp.telenet.be", "smtp.ziggo.nl",
    "btinternet.com", "smtp.virginmedia.com",
    // Elsewhere
    "zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca", "zoho.com.cn",
    "qq.com", "163.com", "126.com", "yeah.net", "qiye.aliyun.com", "smtp.aliyun.com", "sina.com",
    "sina.cn", "sohu.com", "139.com", "189.cn", "naver.com", "daum.net", "kakao.com", "yandex.ru",
    "yandex.com", "yandex.net", "mail.ru", "rambler.ru", "ukr.net", "rediffmail.com",
    "smtp.comcast.net", "smtp.mail.att.net", "smtp.cox.net", "emailsrvr.com",
    "smtpout.secureserver.net", "privateemail.com", "smtp.titan.email", "smtp.hostinger.com",
    "smtp.dreamhost.com",
  ]
}

extension PublicProvider {
  /// Amazon's mail servers by region; below the same domain customers have machines of their own.
  fileprivate static func isAmazons(_ host: String) -> Bool {
    let host = host.lowercased()
    return ["email-smtp.", "email-smtp-fips.", "inbound-smtp."].contains(where: host.hasPrefix)
      && (host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn"))
  }
}
