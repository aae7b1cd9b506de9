internal import MailSettings

/// Refusals because of who sends: `sender.*`, `limit.rate`.
extension Refusal {
  private static let blockedWords: Phrases = [
    "bad outbound sender", "account is suspended", "account has been suspended",
    "account suspended", "account disabled", "account is disabled", "account has been disabled",
    "user suspended", "user disabled", "disabled user", "blocked from sending",
    "sending suspended", "sending paused", "sending is disabled", "account is blocked",
    "account has been blocked", "account has been temporarily blocked",
    "account temporarily blocked",
    "tenant has exceeded threshold", "unregistered domain",
  ]

  var blocked: Diagnosis? {
    let isOutbound = isEnhanced(1, 8) && code == 550 && !text.has(Self.domainWords)
    let isTenant = isSecurity(501...511) || isSecurity(703...708) || isSecurity(750...750)
    guard command != .greeting, isPermanent,
      isOutbound || isTenant || code == 525 || text.has(Self.blockedWords)
    else { return nil }
    return diagnose(
      .senderBlocked, .provider,
      "The provider has blocked the account or the domain of \(attempt.shownSender) from sending.",
      [
        "Ask the provider or the tenant's administrator to lift the block; it says why.",
        "Blocks often follow spam from a stolen password: change the password first.",
      ])
  }

  private static let rateWords: Phrases = [
    "throttl", "sending rate", "rate limit", "rate exceeded", "message rate", "submission rate",
    "sending limit", "sending quota", "submission quota", "message quota", "daily message",
    "daily limit", "hourly limit", "hourly", "too many messages", "too many emails",
    "too many recipients", "recipient limit", "concurrent connections", "too many connections",
    "too many concurrent", "too quickly", "at a rate", "unusual rate", "server busy",
    "limit exceeded",
    "exceeded the maximum number", "messages per",
  ]

  var rateLimit: Diagnosis? {
    let isListed =
      isEnhanced(4, 5) || isEnhanced(7, 28) || isEnhanced(1, 90) || isEnhanced(2, 121)
      || isEnhanced(2, 122) || isSecurity(232...233) || code == 432 && isEnhanced(3, 2)
      || code == 451 && isSecurity(500...699)
    let isQuota = code == 554 && isEnhanced(2, 2) && !text.has(["mailbox full", "mailbox is full"])
    guard command != .greeting, isListed || isQuota || text.has(Self.rateWords) else { return nil }
    let isMicrosoft = Wording(attempt.host).has(["outlook.", "office365."]) || isQuota
    return diagnose(
      .limitRate, .provider,
      "The provider's limit is reached: \(quoted).",
      [
        "Wait, and send less at a time: lower the connection limit.",
        isMicrosoft
          ? "Microsoft 365 allows 3 connections, 30 messages a minute, 10,000 recipients a day."
          : "Ask the provider how much the account may send.",
      ], fixes: observation.fewerConnections)
  }

  var smtputf8: Diagnosis? {
    let isAddress = isEnhanced(6, 7) || text.has(["smtputf8"])
    return isAddress && command != .auth ? observation.noSMTPUTF8 : nil
  }

  var unverifiedSender: Diagnosis? {
    guard isPermanent, !text.has(["recipient address rejected"]),
      text.has([
        "not verified", "verified sender", "unverified", "sender signature", "not a verified",
        "verify your sender", "sender not valid", "domain is not authorized", "sandbox",
      ])
    else { return nil }
    return diagnose(
      .senderUnverified, .provider,
      "The provider has not verified the sender \(attempt.shownSender) yet.",
      [
        "Verify the address or its domain in the provider's console.",
        "At Amazon SES, check that the region of the server is the one where it is verified.",
      ])
  }

  private static let ownerWords: Phrases = [
    "not owned by", "sendasdenied", "permissions to send as", "permission to send as",
    "allowed to send as", "authorized to send as", "permitted to send as", "cannot send as",
    "relaying disallowed as", "sender is not allowed to relay", "same as authorization user",
    "equal authorized user", "must be the same as", "must match auth",
    "sender address is not allowed",
    "sender address not allowed", "unauthorized sender", "not one of your addresses",
    "from address does not match", "sender mismatch", "not local sender", "sender not authorized",
    "not allowed to use this sender", "sender address does not belong", "sender address not owned",
    "does not match authenticated", "not allowed to send from",
  ]

  var senderNotOwner: Diagnosis? {
    guard isPermanent,
      isEnhanced(7, 60) || isEnhanced(2, 252) || text.has(Self.ownerWords)
    else { return nil }
    let hasUser = !(attempt.user ?? "").isEmpty
    return diagnose(
      .senderNotOwner, .you,
      "The server does not let \(hasUser ? attempt.shownUser : "this machine") send as \(attempt.shownSender).",
      [
        "Make the login's own address the system address, and send everything from it.",
        "Or let the provider grant the right Send As for \(attempt.shownSender).",
      ],
      fixes: ownAddress + systemAddress)
  }

  /// The login as system address, where it is an address and not the sender already.
  private var ownAddress: [Fix] {
    guard let user = attempt.user, user != attempt.sender, (try? MailAddress(typed: user)) != nil
    else { return [] }
    let mode = systemAddress.first?.changes ?? [:]
    let changes = ["system.address": user].merging(mode) { old, _ in old }
    return [Fix("Send from \(attempt.shownUser)", changes)]
  }

  /// The system address as sender, where users' mails go out with another one.
  private var systemAddress: [Fix] {
    switch attempt.senderMode {
    case .system: []
    case .user: [Fix("Always send from the system address", ["message.sender": "system"])]
    }
  }

  static let domainWords: Phrases = [
    "sender address rejected: domain not found", "sender address rejected: unverified",
    "domain of sender", "sender domain", "envelope sender domain", "sender's domain",
    "sender verify failed", "could not verify sender", "unable to verify sender",
    "cannot resolve sender", "invalid sender domain", "sender address rejected: malformed dns",
    "from domain", "sender address has null mx",
  ]

  var senderDomain: Diagnosis? {
    let isAboutSender = !text.has(["recipient address rejected"]) && text.has(Self.domainWords)
    guard command != .auth, isAboutSender || isEnhanced(1, 8) || isEnhanced(7, 27) else {
      return nil
    }
    return diagnose(
      .senderDomain, .you,
      "The domain of the sender \(attempt.shownSender) is not found in the DNS, or takes no mail.",
      [
        "Check the spelling of the system address.",
        "If it is right, the domain needs an MX or address record: ask whoever runs its DNS.",
      ],
      fixes: [
        Fix("Change the system address", [:], section: "system-address", field: "system.address")
      ])
  }
}
