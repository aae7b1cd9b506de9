/// The headers that a server adds on delivery (RFC 5321 section 4.4), with LF line endings.
struct TraceHeaders {
  let dialogue: Dialogue
  let envelope: Envelope
  let clientAddress: String
  let id: String
  let date: String

  var text: String {
    var lines = ["Return-Path: <\(envelope.sender.address)>"]
    lines += envelope.recipients.map { "Delivered-To: \($0.address)" }
    lines.append("Received: from \(dialogue.helloName ?? "unknown") ([\(literal)])")
    lines.append("\tby \(Reply.serverName) (Postern practice server) with \(transmission) id \(id)")
    // Naming one of several recipients to all of them would disclose a blind copy.
    if envelope.recipients.count == 1 { lines.append("\tfor <\(envelope.recipients[0].address)>") }
    lines[lines.count - 1] += "; \(date)"
    return lines.map { $0 + "\n" }.joined()
  }

  private var literal: String {
    clientAddress.contains(":") ? "IPv6:\(clientAddress)" : clientAddress
  }

  /// RFC 3848 and RFC 6531 section 4.3.
  private var transmission: String {
    guard dialogue.isExtended else { return "SMTP" }
    let base = envelope.isInternational ? "UTF8SMTP" : "ESMTP"
    return dialogue.user == nil ? base : base + "A"
  }
}
