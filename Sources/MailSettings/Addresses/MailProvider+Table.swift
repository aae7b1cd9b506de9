/// The table of the providers' servers and domains.
extension MailProvider {
  var record: Record {
    switch self {
    case .google:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.gmail.com", imap: "imap.gmail.com",
            domains: ["gmail.com", "googlemail.com"])
        ],
        hosts: [
          "gmail.com", "googlemail.com", "smtp.google.com", "smtp-relay.google.com",
          "aspmx.l.google.com",
        ], names: ["google.com"])
    case .yahoo:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.mail.yahoo.com", imap: "imap.mail.yahoo.com",
            domains: ["yahoo.", "ymail.com", "rocketmail.com"]),
          Mailboxes(
            smtp: "smtp.aol.com", imap: "imap.aol.com", domains: ["aol.com", "aim.com"]),
        ], hosts: ["yahoo.com", "aol.com", "att.net", "yahoodns.net"])
    case .apple:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.mail.me.com", imap: "imap.mail.me.com",
            domains: ["icloud.com", "me.com", "mac.com"])
        ], hosts: ["mail.me.com", "icloud.com"])
    case .zoho:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.zoho.com", imap: "imap.zoho.com", domains: ["zoho.com", "zohomail.com"]),
          Mailboxes(
            smtp: "smtp.zoho.eu", imap: "imap.zoho.eu", domains: ["zoho.eu", "zohomail.eu"]),
        ],
        hosts: [
          "zoho.com", "zoho.eu", "zoho.in", "zoho.com.au", "zoho.jp", "zohocloud.ca",
          "zoho.com.cn",
        ])
    case .sendGrid: Record(hosts: ["sendgrid.net"])
    case .amazon: Record(hosts: [], names: ["amazonaws.com"])
    case .mailgun: Record(hosts: ["mailgun.org"])
    case .fastmail:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.fastmail.com", imap: "imap.fastmail.com",
            domains: ["fastmail.com", "fastmail.fm"])
        ], hosts: ["fastmail.com", "messagingengine.com"])
    case .tencent:
      Record(
        mailboxes: [
          Mailboxes(smtp: "smtp.qq.com", imap: "imap.qq.com", domains: ["qq.com", "foxmail.com"])
        ], hosts: ["qq.com"], names: ["foxmail.com"])
    case .netEase:
      Record(
        mailboxes: [
          Mailboxes(smtp: "smtp.163.com", imap: "imap.163.com", domains: ["163.com"]),
          Mailboxes(smtp: "smtp.126.com", imap: "imap.126.com", domains: ["126.com"]),
        ], hosts: ["163.com", "126.com", "yeah.net"], names: ["netease.com"])
    case .naver:
      Record(
        mailboxes: [
          Mailboxes(smtp: "smtp.naver.com", imap: "imap.naver.com", domains: ["naver.com"])
        ], hosts: ["naver.com"])
    case .gmx:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "mail.gmx.net", imap: "imap.gmx.net",
            domains: ["gmx.net", "gmx.de", "gmx.at", "gmx.ch"]),
          Mailboxes(smtp: "mail.gmx.com", imap: "imap.gmx.com", domains: ["gmx.com"]),
          Mailboxes(smtp: "smtp.web.de", imap: "imap.web.de", domains: ["web.de"]),
        ],
        hosts: ["gmx.net", "gmx.com", "gmx.de", "gmx.at", "gmx.ch", "web.de", "mail.com"])
    case .sina:
      Record(
        hosts: [
          "sina.com", "sina.cn", "139.com", "smtp.aliyun.com", "qiye.aliyun.com",
          "smtpdm.aliyun.com",
        ], names: ["aliyun.com"])
    case .yandex:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.yandex.com", imap: "imap.yandex.com", domains: ["yandex.", "ya.ru"])
        ], hosts: ["yandex.ru", "yandex.com", "yandex.net"])
    case .mailRu:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.mail.ru", imap: "imap.mail.ru",
            domains: ["mail.ru", "inbox.ru", "list.ru", "bk.ru"])
        ], hosts: ["mail.ru"], names: ["bk.ru", "inbox.ru", "list.ru"])
    case .daum: Record(hosts: ["daum.net", "kakao.com"], names: ["hanmail.net"])
    case .microsoft:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp-mail.outlook.com", imap: "outlook.office365.com",
            domains: ["outlook.", "hotmail.", "live.", "msn.com"]),
          Mailboxes(
            smtp: "smtp.office365.com", imap: "outlook.office365.com",
            domains: ["onmicrosoft.com"]),
        ],
        hosts: [
          "office365.com", "office365.us", "outlook.com", "hotmail.com", "live.com", "outlook.de",
          "partner.outlook.cn",
        ])
    case .tOnline:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "securesmtp.t-online.de", imap: "secureimap.t-online.de",
            domains: ["t-online.de"])
        ], hosts: ["t-online.de"])
    case .mailboxOrg:
      Record(
        mailboxes: [
          Mailboxes(
            smtp: "smtp.mailbox.org", imap: "imap.mailbox.org", domains: ["mailbox.org"])
        ], hosts: ["mailbox.org"])
    case .posteo:
      Record(
        mailboxes: [
          Mailboxes(smtp: "posteo.de", imap: "posteo.de", domains: ["posteo.de", "posteo.net"])
        ], hosts: ["posteo.de"])
    }
  }

  /// The servers of further providers, about which nothing else is known: a domain with everything
  /// below it, or single hosts where customers run machines in the domain as well.
  static let furtherHosts = [
    "yahoo.co.jp", "verizon.net",
    // Services for mail that programs send
    "mandrillapp.com", "postmarkapp.com", "brevo.com", "sendinblue.com", "mailjet.com",
    "sparkpostmail.com", "mailersend.net", "resend.com", "smtp2go.com", "elasticemail.com",
    "socketlabs.com", "smtp.mailtrap.io", "live.smtp.mailtrap.io", "zeptomail.com",
    "zeptomail.eu",
    // Europe
    "freenet.de", "smtp.1und1.de", "smtp.ionos.de", "smtp.ionos.com", "smtp.ionos.co.uk",
    "smtp.ionos.fr", "smtp.ionos.es", "smtp.ionos.it", "smtp.strato.de", "smtp.strato.com",
    "mail.your-server.de", "smtp.udag.de", "mail.ovh.net", "mail.ovh.ca", "ssl0.ovh.net",
    "pro1.mail.ovh.net", "mail.gandi.net", "mail.infomaniak.com", "orange.fr", "smtp.free.fr",
    "laposte.net", "sfr.fr", "aruba.it", "libero.it", "virgilio.it", "bluewin.ch", "seznam.cz",
    "smtp.wp.pl", "poczta.o2.pl", "smtp.poczta.onet.pl", "poczta.interia.pl", "protonmail.ch",
    "proton.me", "runbox.com", "smtp.domeneshop.no", "send.one.com", "smtp.simply.com",
    "smtp.telenet.be", "smtp.ziggo.nl", "btinternet.com", "smtp.virginmedia.com",
    // Elsewhere
    "sohu.com", "189.cn", "rambler.ru", "ukr.net", "rediffmail.com", "smtp.comcast.net",
    "smtp.cox.net", "emailsrvr.com", "smtpout.secureserver.net", "privateemail.com",
    "smtp.titan.email", "smtp.hostinger.com", "smtp.dreamhost.com",
  ]
}
