internal import MailDialogue
internal import MailSettings

/// A firewall on the way that edits SMTP, such as Cisco's `inspect esmtp`: `hello.firewall`.
///
/// It masks the banner with `*`, and unknown keywords and commands with `X`: STARTTLS and AUTH
/// above all. What then fails is not the server's fault.
extension Observation {
  /// The diagnosis where the dialogue shows such edits and they explain the failure.
  var firewall: Diagnosis? {
    guard attempt.service == .smtp, isMadeByEdits, let edit = firewallEdit else { return nil }
    let hasOtherWays = foundWays.isEmpty && !hasLookedElsewhere
    let guess = hasOtherWays ? [guess(.ssl, port: .submissions)].compactMap(\.self) : []
    return diagnose(
      .helloFirewall, .network, .greeting(.edited(endpoint, edit, otherWays)),
      fixes: foundWays + guess)
  }

  private var firewallEdit: FirewallEdit? {
    if isGreetingMasked { return .greeting }
    if masksKeywords { return .capabilities }
    return masksCommands ? .command : nil
  }

  /// Whether the banner is masked: `220 ****`; some firewalls keep each 0 and 2.
  private var isGreetingMasked: Bool {
    guard let text = greeting?.text, text.count(where: { $0 == "*" }) >= 4 else { return false }
    return !text.contains(where: \.isLetter)
  }

  /// Whether a keyword in the EHLO reply is masked: `XXXXXXXA`.
  private var masksKeywords: Bool {
    offers.contains { line in
      let keyword = line.split { $0 == " " || $0 == "\t" }.first ?? ""
      return keyword.utf8.count >= 4 && keyword.dropLast().allSatisfy { $0 == "X" }
        && keyword.last?.isLetter == true
    }
  }

  /// Whether the server quotes a masked command: `500 5.5.1 Command unrecognized: "XXXX
  /// app.example.com"`.
  private var masksCommands: Bool {
    guard let reply, reply.code >= 500 else { return false }
    return reply.text.contains("XXXX")
  }

  /// Whether such edits explain the failure, which they do not for a clear refusal of sender or
  /// recipient.
  private var isMadeByEdits: Bool {
    switch ending {
    case .noSTARTTLS, .clearTextPassword, .noAuthentication, .noMechanism, .malformed, .outOfStep,
      .injection:
      true
    case .tls: attempt.encryption != .ssl
    case .closed, .reset, .timedOut: step != .resolve && step != .connect
    case .reply(let reply): (500...504).contains(reply.code) || [530, 538].contains(reply.code)
    case .line, .endless, .wrongService, .unresolved, .refused, .certificate,
      .kerberos, .passwordCommand, .commandExposed, .notLinked, .token,
      .noSMTPUTF8, .tooLarge, .unencodable, .unknownOutcome,
      .system, .cancelled, .other:
      false
    }
  }
}
