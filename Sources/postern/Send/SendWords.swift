import Forms
import MailDiagnosis
internal import MailDialogue
import MailSettings

/// What came of a mail, in words: nothing where all went well, as a caller of `sendmail` expects.
struct SendWords {
  private let report: DeliveryReport
  /// Whether it was handed to the relay of this machine: causes and advice are those of the server
  /// behind it, which the relay's own words name.
  private let isByRelay: Bool

  init(_ report: DeliveryReport, isByRelay: Bool = false) {
    (self.report, self.isByRelay) = (report, isByRelay)
  }

  func tell() {
    switch report.outcome {
    case .delivered, .accepted: refused.forEach { Output.message($0) }
    case .failed, .cancelled, .unknown: Output.message(failure.joined(separator: "\n"))
    }
  }

  private var failure: [String] {
    var lines: [String] = []
    if isByRelay, let reply = report.diagnosis?.reply {
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
  private var refused: [String] {
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
