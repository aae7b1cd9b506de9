internal import MailDialogue
internal import MailMessage
internal import MailSettings

/// A server's limits for one session, from the LIMITS keyword in its EHLO reply (RFC 9422).
struct SessionLimits: Equatable {
  /// The most mails; nil where it names no limit.
  var mails: Int?
  /// The most recipients of one mail; nil where it names no limit.
  var recipients: Int?
  /// The most domains of recipients in the whole session; nil where it names no limit.
  var domains: Int?

  init(capabilities: [String]) {
    let words = capabilities.map { $0.uppercased().split(separator: " ") }
    guard let limits = words.first(where: { $0.first == "LIMITS" }) else { return }
    for limit in limits.dropFirst() {
      let parts = limit.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let value = Int(parts[1]), value > 0 else { continue }
      switch parts[0] {
      case "MAILMAX": mails = value
      case "RCPTMAX": recipients = value
      case "RCPTDOMAINMAX": domains = value
      default: break
      }
    }
  }

  /// Those of a mail's recipients that it can have in this session.
  ///
  /// - Parameter used: the domains that the session has had; empty for a new one, which has room
  ///   for one at least.
  func part(of envelope: Envelope, behind used: Set<String>) -> Envelope {
    var (used, part) = (used, [MailAddress]())
    for address in envelope.recipients where part.count < recipients ?? .max {
      guard hasRoom(for: address, &used) else { continue }
      part.append(address)
    }
    return part.count == envelope.recipients.count ? envelope : envelope.with(recipients: part)
  }

  private func hasRoom(for address: MailAddress, _ used: inout Set<String>) -> Bool {
    guard let domains else { return true }
    guard used.contains(address.asciiDomain) || used.count < domains else { return false }
    used.insert(address.asciiDomain)
    return true
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
