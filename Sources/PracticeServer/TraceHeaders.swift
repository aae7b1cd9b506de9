internal import Submission

/// The headers that a server adds on delivery (RFC 5321 section 4.4), with LF line endings.
struct TraceHeaders {
  let mail: SubmittedMail
  let clientAddress: String
  let id: String
  let date: String

  var text: String {
    var lines = ["Return-Path: <\(mail.sender.address)>"]
    lines += mail.recipients.map { "Delivered-To: \($0.address)" }
    lines.append("Received: from \(mail.client.helloName ?? "unknown") ([\(literal)])")
    let server = SubmissionPolicy.practice
    lines.append("\tby \(server.serverName) (\(server.software)) with \(transmission) id \(id)")
    // Naming one of several recipients to all of them would disclose a blind copy.
    if mail.recipients.count == 1 { lines.append("\tfor <\(mail.recipients[0].address)>") }
    lines[lines.count - 1] += "; \(date)"
    return lines.map { $0 + "\n" }.joined()
  }

  private var literal: String {
    clientAddress.contains(":") ? "IPv6:\(clientAddress)" : clientAddress
  }

  /// The protocol that the Received header names (RFC 3848, RFC 6531 section 4.3).
  private var transmission: String {
    guard mail.client.isExtended else { return "SMTP" }
    let base = mail.options.isInternational ? "UTF8SMTP" : "ESMTP"
    return mail.client.user == nil ? base : base + "A"
  }
}
