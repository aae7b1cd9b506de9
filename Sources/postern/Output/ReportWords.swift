import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings
import SystemAccess

/// The result of a test, in words.
struct ReportWords {
  /// The option with which the test was run, for suggested commands.
  let home: HomeOption

  func print(_ report: DeliveryReport, to recipient: MailAddress) {
    if let offers = report.offers.sentence { say("\(offers).") }
    if let diagnosis = report.diagnosis { explain(diagnosis) }
    say(outcome(report, to: recipient))
  }

  /// How the test ended, in one sentence.
  func outcome(_ report: DeliveryReport, to recipient: MailAddress) -> String {
    switch report.outcome {
    case .delivered:
      let id = report.messageID.map { " (message-id \($0))" } ?? ""
      return "Mail works: delivered to \(recipient.text)\(id)."
    case .accepted:
      return "Mail would work: the server accepts mail for \(recipient.text). No mail was sent."
    case .failed: return "No mail was sent."
    case .cancelled: return "Cancelled: no mail was sent."
    case .unknown: return "The mail may have been delivered: do not send it again unseen."
    }
  }

  private func explain(_ diagnosis: Diagnosis) {
    say("")
    say("\(diagnosis.cause) [\(diagnosis.id)]")
    for advice in diagnosis.advice { say("  \(Output.glyphs.dot) \(advice)") }
    for way in waysOut(diagnosis) { say("  \(Output.glyphs.arrow) \(way)") }
    if let reply = diagnosis.reply {
      let words = ["\(reply.code)", reply.enhanced?.description, reply.text]
      say("Server said: " + words.compactMap(\.self).joined(separator: " "))
    }
    if let quote = diagnosis.microsoft?.quote { say(quote) }
  }

  /// The fixes of a failure with their commands, such as `Use port 587: postern set smtp.port=587`.
  ///
  /// Commands for a certificate stand without a label, since they explain themselves.
  func waysOut(_ diagnosis: Diagnosis) -> [String] {
    diagnosis.fixes.flatMap { fix in
      fix.commands(home).map { command in
        switch fix {
        case .lookAtCertificate: command
        case .change, .open, .changeRecipient, .allowClearText, .typePassword, .typeNewPassword,
          .signInAgain:
          "\(fix.label): \(command)"
        }
      }
    }
  }

  private func say(_ text: String) { Output.line(Output.glyphs.adapt(text)) }
}

extension Failure {
  /// A full disk, or a pipe that nobody reads.
  static func outputLost(_ error: SystemError) -> Self {
    Self(.inputOutput, "The output cannot be written: \(error.text).")
  }
}
