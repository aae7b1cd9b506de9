internal import MailDialogue

/// A server's limits for one session, from the LIMITS keyword in its EHLO reply (RFC 9422).
struct SessionLimits: Equatable {
  /// The most mails; nil where it names no limit.
  var mails: Int?
  /// The most recipients of one mail; nil where it names no limit.
  var recipients: Int?

  init(capabilities: [String]) {
    let words = capabilities.map { $0.uppercased().split(separator: " ") }
    guard let limits = words.first(where: { $0.first == "LIMITS" }) else { return }
    for limit in limits.dropFirst() {
      let parts = limit.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let value = Int(parts[1]), value > 0 else { continue }
      switch parts[0] {
      case "MAILMAX": mails = value
      case "RCPTMAX": recipients = value
      default: break
      }
    }
  }
}

extension Reply {
  /// Whether it says that this mail has too many recipients, so that another mail may have more
  /// (RFC 5321 section 4.5.3.1.10).
  var isTooManyRecipients: Bool {
    if let enhanced {
      return (code == 452 || code == 552) && (enhanced.subject, enhanced.detail) == (5, 3)
    }
    return code == 452
  }
}
