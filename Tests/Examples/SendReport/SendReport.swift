import OutgoingMail

/// Sends a report by a set-up: `SendReport /etc/postern bob@example.com "All is well."`
@main
struct SendReport {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    guard words.count == 3, let home = words.first, let text = words.last else {
      print("SendReport HOME RECIPIENT TEXT")
      return
    }
    let recipient = try MailAddress(typed: words[words.startIndex + 1])
    let outgoing = try OutgoingMail(home: home)
    let message = MailMessage(
      from: Mailbox(outgoing.settings.systemAddress), to: [Mailbox(address: recipient)],
      subject: "Report", body: text, encoding: outgoing.settings.encoding)
    let report = try await outgoing.send(message)
    print(report.outcome.rawValue, report.messageID ?? "")
    for result in report.recipients where result.outcome != .delivered {
      print(result.address.text, result.reply?.raw ?? "")
    }
    if let diagnosis = report.diagnosis { print(diagnosis.cause) }
  }
}
