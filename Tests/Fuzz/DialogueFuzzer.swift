import MailDiagnosis
import MailDialogue
import MailSettings
import SystemAccess

/// libFuzzer's entry: the input is what a hostile server sends.
///
/// Not part of the package: `make fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let replies = checkReplies(bytes)
  checkRedaction(bytes)
  for reply in replies { checkDiagnosis(reply, choice: Int(bytes.first ?? 0)) }
  return 0
}

/// Any split gives the same events.
private func checkReplies(_ bytes: [UInt8]) -> [Reply] {
  var whole = ReplyParser()
  var single = ReplyParser()
  let events = whole.feed(bytes)
  precondition(events == bytes.flatMap { single.feed([$0]) })
  return events.compactMap { if case .reply(let reply) = $0 { reply } else { nil } }
}

/// No line shows the secret or a control.
private func checkRedaction(_ bytes: [UInt8]) {
  let secret = "hunter2"
  for service in [MailService.smtp, .imap, .pop3] {
    var redactor = TranscriptRedactor(service: service, secrets: [Secret(secret), Secret("ab")])
    var shown: [TranscriptLine] = []
    for line in bytes.split(separator: 0x0A) {
      shown += redactor.add(
        line.first == 0x43 ? .client : .server, line.dropFirst(), milliseconds: 0)
    }
    shown += redactor.finish()
    for line in shown {
      precondition(!line.text.contains(where: \.steersTerminal))
      precondition(!line.text.lowercased().contains(secret))
      precondition(!line.text.contains("aHVudGVyM"))
    }
  }
}

/// Whatever a server says, there is a diagnosis with a known id.
private func checkDiagnosis(_ reply: Reply, choice: Int) {
  let commands = [nil, "EHLO", "STARTTLS", "AUTH PLAIN", "MAIL", "RCPT", "DATA"]
  guard let host = try? HostName(typed: "mail.example.com") else { return }
  let attempt = Attempt(
    Endpoint(host: host, port: .submission, encryption: Encryption.allCases[choice % 4]),
    mode: AuthenticationMode.allCases[choice / 4 % 4], user: "ada", sender: "app@example.com",
    recipient: "bob@example.net")
  var observation = Observation(
    attempt: attempt, stage: Stage.allCases[choice % Stage.allCases.count], ending: .reply(reply))
  observation.lastCommand = commands[choice % commands.count]
  let diagnosis = observation.diagnosis
  precondition(!diagnosis.cause.isEmpty)
  precondition(!diagnosis.cause.contains(where: \.steersTerminal))
}
