@testable import Submission

extension SubmissionPolicy {
  static let test = SubmissionPolicy(
    serverName: "test.example", software: "Test server", help: "This server is a test.")
}

/// Drives a session by a plain loop, as a program on standard input and output would.
struct PlainLoop {
  struct TakenMail: Equatable {
    let mail: SubmittedMail
    let text: String
  }

  /// What the client reads.
  private(set) var wire = ""
  private(set) var mails: [TakenMail] = []
  /// All that came out, adjoining parts of a message joined.
  private(set) var outputs: [SubmissionSession.Output] = []
  private(set) var session: SubmissionSession
  private var content: [UInt8] = []
  private let decide: @Sendable (SubmissionSession.Question) -> SMTPReply?

  /// `decide` answers the questions; without it everything is taken.
  init(
    _ policy: SubmissionPolicy = .test,
    decide: @escaping @Sendable (SubmissionSession.Question) -> SMTPReply? = { _ in nil }
  ) {
    session = SubmissionSession(policy: policy)
    self.decide = decide
    run()
  }

  /// The codes of all replies until now.
  var codes: [Int] {
    outputs.compactMap { if case .reply(let reply) = $0 { reply.code } else { nil } }
  }

  var isClosed: Bool { outputs.last == .close }

  mutating func send(_ bytes: [UInt8]) {
    session.receive(bytes)
    run()
  }

  mutating func send(_ text: String) { send(Array(text.utf8)) }

  mutating func change(_ body: (inout SubmissionSession) -> Void) {
    body(&session)
    run()
  }

  private mutating func run() {
    while let output = session.next() {
      note(output)
      switch output {
      case .reply(let reply): wire += reply.wire
      case .ask(let question, let mail):
        let reply = decide(question)
        if case .acceptance = question, reply?.isPositive != false {
          mails.append(TakenMail(mail: mail, text: String(decoding: content, as: UTF8.self)))
        }
        if case .message = question { content = [] }
        session.answer(reply)
      case .content(let part): content += part
      case .mailDropped, .startTLS, .close: break
      }
    }
  }

  private mutating func note(_ output: SubmissionSession.Output) {
    guard case .content(let part) = output, case .content(let before)? = outputs.last else {
      return outputs.append(output)
    }
    outputs[outputs.count - 1] = .content(before + part)
  }
}
