import Forms
import MailDiagnosis
import MailQueue
internal import MailDialogue
import MailSettings

/// What came of a mail, in words: nothing where all went well, as a caller of `sendmail` expects.
struct SendWords {
  private let sent: SentMail

  init(_ sent: SentMail) { self.sent = sent }

  func tell() {
    if let kept = sent.kept { return Output.message(Self.words(kept).joined(separator: "\n")) }
    if let report = sent.report { tell(report) }
    if let fault = sent.fault {
      Output.message("The mail cannot be kept in the queue: \(fault.sentence.ended)")
    }
  }

  private func tell(_ report: DeliveryReport) {
    switch report.outcome {
    case .delivered, .accepted: refused(report).forEach { Output.message($0) }
    case .failed, .cancelled, .unknown: Output.message(failure(report).joined(separator: "\n"))
    }
  }

  private static func words(_ kept: KeptMail) -> [String] {
    let whom = kept.waiting.map(\.text).joined(separator: ", ")
    let why = kept.diagnosis.map { ": \($0.cause) [\($0.id)]" } ?? "."
    let refused = kept.refused.map { "\($0.text) has refused it, of which a mail tells." }
    return ["queued as \(kept.id) for \(whom)\(why)"] + refused
  }

  private func failure(_ report: DeliveryReport) -> [String] {
    var lines: [String] = []
    if sent.isByRelay, let reply = report.diagnosis?.reply {
      lines.append("This machine's relay said: \(reply.raw)")
    } else if let diagnosis = report.diagnosis {
      lines.append("\(diagnosis.cause) [\(diagnosis.id)]")
      lines += diagnosis.advice.map { "  \(Output.glyphs.dot) \($0)" }
      if let reply = diagnosis.reply { lines.append("Server said: \(reply.raw)") }
      lines += diagnosis.microsoft?.quotation ?? []
    }
    switch report.outcome {
    case .unknown: lines.append("The mail may have been delivered: do not send it again unseen.")
    case .cancelled: lines.append("Cancelled: nothing was sent.")
    case .failed, .delivered, .accepted: lines.append("Nothing was sent.")
    }
    return lines
  }

  /// A line for each recipient that gets nothing, though others do.
  private func refused(_ report: DeliveryReport) -> [String] {
    report.recipients.filter { $0.outcome != .delivered }.map { result in
      let words = result.reply.map { ": \($0.raw)" } ?? "."
      return "Not sent to \(result.address.text)\(words)"
    }
  }
}

extension TranscriptLine {
  /// The line with its speaker, as `sendmail -v` shows it.
  var shown: String {
    switch speaker {
    case .client: ">>> \(text)"
    case .server: text
    case .note: "... \(text)"
    }
  }
}
