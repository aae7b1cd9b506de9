internal import MailDiagnosis
internal import MailSettings
internal import SystemAccess

/// The notification's part for people.
extension FailedMail {
  /// The display name that notifications come from.
  static let systemName = "Mail Delivery System"

  var subject: String {
    record.subject.isEmpty ? "Mail not delivered" : "Mail not delivered: \(record.subject)"
  }

  func text(_ identity: QueueIdentity) -> String {
    let name = identity.system.name?.text ?? identity.system.address.text
    var lines = [
      "This is the mail system of \(name) on \(identity.host.printable()).", "", beginning, "",
    ]
    for (address, diagnosis) in failures { lines += words(address, diagnosis) }
    if mayHaveArrived {
      lines += [
        "Once the connection was lost behind the end of the mail: it may have arrived all the same.",
        "",
      ]
    }
    lines +=
      place + [
        "Handed in:  \(Moment(seconds: record.arrived).mailText)"
      ]
    if !record.subject.isEmpty { lines.append("Subject:    \(record.subject)") }
    return (lines + ["", "Its header follows."]).map { $0 + "\n" }.joined()
  }

  private var place: [String] {
    guard isKept else { return [] }
    return [
      "The mail is kept under the name \(id). Who administers this system can look at it,",
      "and send it again once the reason is gone:", "", "  postern queue show \(id)",
      "  postern queue retry \(id)", "",
    ]
  }

  private var beginning: String {
    let whom = failures.count == 1 ? "this recipient" : "these recipients"
    guard isGivenUp else { return "Your mail was refused for \(whom), and is not tried again:" }
    let times = tries == 1 ? "once" : "\(tries) times"
    return "Your mail was tried \(times) and did not get through to \(whom). It is given up:"
  }

  private func words(_ address: MailAddress, _ diagnosis: QueuedDiagnosis?) -> [String] {
    var lines = ["  \(address.text)"]
    if let diagnosis {
      lines.append("    \(diagnosis.cause)")
      lines += diagnosis.advice.map { "    - \($0)" }
      if let reply = diagnosis.reply { lines.append("    The server said: \(reply.raw)") }
    }
    return lines + [""]
  }
}
