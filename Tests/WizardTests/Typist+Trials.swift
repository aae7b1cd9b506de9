import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import TestSupport
import Testing

@testable import Wizard

/// What the network answers, told to a wizard.
extension Typist {
  /// A wizard at the test e-mail, with an address typed.
  static func testing(
    _ draft: Draft = Example.filled.draft, to recipient: String = "admin@example.com"
  ) -> Typist {
    var typist = Typist(draft, section: .testEmail)
    typist.type(recipient)
    return typist
  }

  /// Ends what is under way.
  mutating func end(_ report: DeliveryReport) throws {
    let work = try #require(state.work)
    tell(.finished(run: work.run, report, time: "14:05"))
  }

  /// Sends the test and lets it fail.
  mutating func fail(with diagnosis: Diagnosis, certificate: CertificateInspection? = nil) throws {
    if state.work == nil { press(.function(5)) }
    try end(.failed(diagnosis, certificate: certificate))
  }

  /// Sends the test and lets it be delivered.
  mutating func deliver() throws {
    if state.work == nil { press(.function(5)) }
    try end(.delivered)
  }

  /// Hears a line of the dialogue of what is under way.
  mutating func hear(_ speaker: TranscriptLine.Speaker, _ text: String) throws {
    let work = try #require(state.work)
    tell(.said(run: work.run, TranscriptLine(speaker: speaker, text: text, milliseconds: 1)))
  }

  /// The words of the page in one line, however they were wrapped.
  var words: String {
    let lines = screen.split(separator: "\n").map { $0.split(separator: "│").last ?? "" }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The styles in a line of the screen that has a text in it.
  func styles(of text: String) -> Set<Style> {
    let canvas = view(state)
    let row = (0..<canvas.size.rows).first { canvas.text(ofRow: $0).contains(text) }
    guard let row else { return [] }
    let line = String(canvas.cells[row].map { $0.character ?? " " })
    guard let place = line.firstRange(of: text) else { return [] }
    let start = line.distance(from: line.startIndex, to: place.lowerBound)
    return Set(canvas.cells[row][start..<(start + text.count)].map(\.style))
  }
}

extension DeliveryReport {
  static let stages = Stage.order(ssl: true, incomingFirst: false)

  /// Failed at the diagnosis' stage, after all before it.
  static func failed(
    _ diagnosis: Diagnosis, certificate: CertificateInspection? = nil
  ) -> DeliveryReport {
    var isPassed = true
    let results = stages.map { stage -> StageResult in
      if stage == diagnosis.stage { isPassed = false }
      let state: StageState =
        stage == diagnosis.stage ? .failed : (isPassed ? .passed : .pending)
      return StageResult(stage: stage, state: state, milliseconds: state == .pending ? nil : 12)
    }
    return DeliveryReport(
      outcome: .failed, stages: results, diagnosis: diagnosis,
      transcript: [TranscriptLine(speaker: .server, text: "220 hello", milliseconds: 1)],
      certificate: certificate)
  }

  static var delivered: DeliveryReport {
    DeliveryReport(
      outcome: .delivered,
      stages: stages.map { StageResult(stage: $0, state: .passed, milliseconds: 12) },
      transcript: [TranscriptLine(speaker: .server, text: "250 queued", milliseconds: 1)])
  }
}

extension Diagnosis {
  /// The server of the examples.
  static let server = Endpoint(
    host: "mail.yourdomain.com", port: .submissions, encryption: .ssl)

  /// A failure of which only the finding and the ways out matter.
  static func some(
    _ finding: Finding, at stage: Stage, fixes: [Fix], reply: Reply? = nil,
    isTemporary: Bool = false
  ) -> Diagnosis {
    Diagnosis(
      finding: finding, stage: stage, reason: .other(server, .system(errno: 5)),
      responsible: .you, fixes: fixes, reply: reply, isTemporary: isTemporary)
  }

  /// A port that speaks something else, with a fix of both settings.
  static let wrongPort = Diagnosis(
    finding: .tlsNotSSLPort, stage: .encryption,
    reason: .encryption(
      .notSSLPort(
        server,
        OtherWays(
          best: Alternative(port: .submission, encryption: .tls, isTrusted: true),
          isSearched: true))),
    responsible: .you,
    fixes: [
      .change(
        .useEncryption(.tls, port: .submission), ["smtp.encryption": "tls", "smtp.port": "587"])
    ])

  /// A refused sign-in, with a guess at the user name.
  static let rejected = Diagnosis(
    finding: .authRejected, stage: .authentication,
    reason: .signingIn(.rejected(server, user: "alice", said: nil, nil, isExpired: false)),
    responsible: .you,
    fixes: [
      .change(
        .signInAs("alice@yourdomain.com"), ["authentication.user": "alice@yourdomain.com"]),
      .typePassword(.smtp),
    ],
    reply: Reply(code: 535, lines: ["5.7.8 authentication failed"]))
}
